import type { Attack } from './attack.ts';

const rows = 6;
const cols = 6;

const cell = (row: number, col: number): string =>
  `<td data-pupil="pupil-${row}" data-lesson="lesson-${col}">${((row + col) % 4) + 2}</td>`;

const journal = [
  `<table id="journal"><thead><tr><th>Имя</th>${Array.from({ length: cols }, (_, col) => `<th>${col + 3}.11</th>`).join('')}</tr></thead><tbody>`,
  ...Array.from(
    { length: rows },
    (_, row) =>
      `<tr><th scope="row">Строка ${'АБВГДЕ'[row]}</th>${Array.from({ length: cols }, (_, col) => cell(row, col)).join('')}</tr>`,
  ),
  '</tbody></table>',
].join('');

/**
 * What every page of the attacker's keeps: all that its scripts could lay hands on. `keep` must not
 * lean on anything that an attack patches.
 */
const loot = `
globalThis.loot = [];
globalThis.keep = (() => {
  const text = String, call = Function.prototype.call, html = Object.getOwnPropertyDescriptor(Element.prototype, 'outerHTML').get;
  const readHtml = call.bind(html), list = globalThis.loot;
  return (value) => {
    if (list.length > 20000) return;
    try { list[list.length] = value instanceof Element ? readHtml(value) : typeof value === 'object' && value !== null ? Object.keys(value).join() + text(value.data ?? '') + text(value.id ?? '') : text(value); } catch {}
  };
})();
addEventListener('message', (event) => keep(event.data), true);
globalThis.settled = [];
`;

/** A journal whose owner is the attacker; every attack is served at one address. */
export const hostilePage = (attack: Attack): string => `<!doctype html>
<html lang="ru"><head><meta charset="utf-8"><title>Журнал</title><link rel="icon" href="data:,">
<style>table { table-layout: fixed; width: 400px } td, th { height: 28px; border: 1px solid #999; overflow: hidden; white-space: nowrap } ${attack.style ?? ''}</style>
<script>${loot}</script><script>${attack.before ?? ''}</script></head>
<body><h1>Журнал 7 «А»</h1>${attack.markup?.(journal) ?? journal}
<script>addEventListener('load', () => { ${attack.after ?? ''} });</script></body></html>`;
