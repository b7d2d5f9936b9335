import { html } from 'hono/html';
import { numberText, type Markup, type View } from './view.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly href: string;
}

/** Length of the longest bar in the units of its drawing, which stretches with the page. */
const fullLength = 100;

/**
 * Horizontal bars under a caption, with the same numbers in words and as a table whose figures
 * open the lists behind them. Bars start at zero; every bar carries its number. Labels are text of
 * the page and not of the drawing, so that they keep their size on a narrow screen.
 */
export function barChart(
  view: View,
  { caption, bars, empty }: { caption: string; bars: readonly Bar[]; empty: string },
): Markup {
  const { words } = view;
  const shown = bars.filter(({ value }) => value > 0);
  const total = shown.reduce((sum, { value }) => sum + value, 0);
  const largest = Math.max(1, ...shown.map(({ value }) => value));
  const summary = words.charts.summary(
    total,
    shown
      .map(({ label, value }) => `${label.toLocaleLowerCase(words.locale)}: ${value}`)
      .join(', '),
  );
  const rows = shown.map(({ label, value }) => {
    const length = Math.max(1, Math.round((value / largest) * fullLength));
    return html`<span>${label}</span>
      <svg viewBox="0 0 ${fullLength} 10" preserveAspectRatio="none">
        <rect class="track" width="${fullLength}" height="10" />
        <rect class="bar" width="${length}" height="10" />
      </svg>
      <b>${numberText(view, value)}</b>`;
  });
  return html`<figure>
    <figcaption>${caption}</figcaption>
    <p class="lead">${shown.length === 0 ? empty : summary}</p>
    ${
      shown.length === 0
        ? ''
        : html`<div class="bars" aria-hidden="true">${rows}</div>
            <details>
              <summary>${words.charts.asTable}</summary>
              <div class="wide">
                <table>
                  <caption>
                    ${caption}
                  </caption>
                  <thead>
                    <tr>
                      <th scope="col">${words.charts.state}</th>
                      <th scope="col" class="number">${words.charts.number}</th>
                    </tr>
                  </thead>
                  <tbody>
                    ${shown.map(
                      ({ label, value, href }) =>
                        html`<tr>
                          <th scope="row">${label}</th>
                          <td class="number"><a href="${href}">${numberText(view, value)}</a></td>
                        </tr>`,
                    )}
                  </tbody>
                </table>
              </div>
            </details>`
    }
  </figure>`;
}
