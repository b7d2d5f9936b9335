import { html } from 'hono/html';
import { numberText, type Markup, type View } from './view.ts';

export interface Bar {
  readonly label: string;
  readonly value: number;
  readonly href: string;
}

const rowHeight = 30;
const labelWidth = 190;
const barWidth = 220;
const width = 460;

/**
 * Horizontal bars under a caption, with the same numbers in words and as a table whose figures
 * open the lists behind them. Bars start at zero; every bar carries its number.
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
  const rows = shown.map(({ label, value }, index) => {
    const y = index * rowHeight;
    const length = Math.max(3, Math.round((value / largest) * barWidth));
    return html`<text x="0" y="${y + 19}">${label}</text>
      <rect class="track" x="${labelWidth}" y="${y + 7}" width="${barWidth}" height="16" rx="2" />
      <rect class="bar" x="${labelWidth}" y="${y + 7}" width="${length}" height="16" rx="2" />
      <text class="value" x="${labelWidth + barWidth + 10}" y="${y + 19}"
        >${numberText(view, value)}</text
      >`;
  });
  const height = Math.max(1, shown.length) * rowHeight;
  return html`<figure>
    <figcaption>${caption}</figcaption>
    <p class="lead">${shown.length === 0 ? empty : summary}</p>
    ${
      shown.length === 0
        ? ''
        : html`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${caption}. ${summary}">
              ${rows}
            </svg>
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
