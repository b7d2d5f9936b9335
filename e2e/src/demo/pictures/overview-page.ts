/** One screenshot of the overview, with the words under it. */
export interface Plate {
  readonly name: string;
  readonly words: string;
  readonly picture: Buffer;
  /** Where it stands: columns and rows of a grid of twelve columns. */
  readonly area: string;
}

const figure = ({ name, words, picture, area }: Plate): string =>
  `<figure style="grid-area: ${area}">
    <div class="window"><img alt="${name}" src="data:image/png;base64,${picture.toString('base64')}"></div>
    <figcaption><b>${name}</b> ${words}</figcaption>
  </figure>`;

/** A page that shows the plates side by side, to be photographed itself. */
export const overviewPage = (plates: readonly Plate[]): string => `<!doctype html>
<meta charset="utf-8">
<style>
  body { margin: 0; padding: 28px; background: #eceae4; font: 15px/1.4 'Noto Sans', sans-serif; color: #211f1c; }
  main { display: grid; grid-template-columns: repeat(12, 1fr); gap: 22px; align-items: start; }
  figure { margin: 0; }
  .window { overflow: hidden; border: 1px solid #cbc6bc; border-radius: 8px; background: #fff; }
  img { display: block; width: 100%; }
  figcaption { padding: 8px 2px 0; color: #5b564e; }
  b { color: #211f1c; }
</style>
<main>${plates.map(figure).join('')}</main>`;
