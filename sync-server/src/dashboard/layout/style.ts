/**
 * The one style sheet of the district's pages. Colours and steps are tokens: dark and print only
 * change tokens. Contrast of text is at least 4.5 : 1 in both themes, of bars and borders of
 * controls at least 3 : 1.
 */
export const style = `
:root {
  color-scheme: light dark;
  --ground: #fbfaf8; --surface: #ffffff; --ink: #1d2327; --quiet: #555f66; --line: #dcd9d3;
  --accent: #0b5f6b; --accent-soft: #d9ebed; --warn: #9a3412; --warn-soft: #fbe9df; --bar: #3f8b96;
  --step: 0.5rem; --radius: 0.375rem;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14181a; --surface: #1b2023; --ink: #e8eaeb; --quiet: #a9b3b8; --line: #343c41;
    --accent: #7fc8d2; --accent-soft: #1f3a3e; --warn: #f0a884; --warn-soft: #3d271d; --bar: #4f9aa5;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; }
body { margin: 0; background: var(--ground); color: var(--ink); }
a { color: var(--accent); text-underline-offset: 0.15em; }
a:hover { text-decoration-thickness: 0.13em; }
:focus-visible { outline: 0.1875rem solid var(--accent); outline-offset: 0.125rem; border-radius: 0.125rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: var(--step); top: var(--step); background: var(--surface); padding: var(--step); z-index: 1; }
.top { background: var(--surface); border-bottom: 1px solid var(--line); }
.top > div, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 calc(var(--step) * 2); }
.top > div { display: flex; flex-wrap: wrap; gap: 0 calc(var(--step) * 3); align-items: baseline; padding-block: var(--step); }
.top strong { font-weight: 600; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 calc(var(--step) * 2); list-style: none; margin: 0; padding: 0; }
nav a { display: inline-block; padding: 0.35rem 0; color: var(--ink); text-decoration: none; border-bottom: 0.125rem solid transparent; }
nav a:hover { border-color: var(--line); }
nav a[aria-current="page"] { border-color: var(--accent); color: var(--accent); }
.language { margin-inline-start: auto; }
main { padding-block: calc(var(--step) * 3) calc(var(--step) * 6); }
h1 { font-size: 1.625rem; line-height: 1.25; font-weight: 600; margin: 0; }
h2 { font-size: 1.125rem; font-weight: 600; margin: calc(var(--step) * 5) 0 var(--step); }
.lead { color: var(--quiet); margin: 0.25rem 0 0; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.25rem, 1fr)); gap: calc(var(--step) * 2); list-style: none; margin: calc(var(--step) * 3) 0 0; padding: 0; }
.figures a { display: block; height: 100%; padding: calc(var(--step) * 2); background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); text-decoration: none; color: inherit; }
.figures a:hover { border-color: var(--accent); }
.figures b { display: block; font-size: 2.25rem; line-height: 1.1; font-weight: 600; font-variant-numeric: tabular-nums; color: var(--accent); }
.figures .late b { color: var(--warn); }
.figures span { color: var(--quiet); }
.charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 26rem), 1fr)); gap: calc(var(--step) * 3) calc(var(--step) * 5); }
figure { margin: 0; }
figcaption { font-weight: 600; font-size: 1.125rem; margin: calc(var(--step) * 5) 0 var(--step); }
figure { max-width: 36rem; }
.bars { display: grid; grid-template-columns: minmax(6rem, max-content) minmax(3rem, 1fr) auto; gap: calc(var(--step) * 0.75) calc(var(--step) * 1.5); align-items: center; margin-top: calc(var(--step) * 1.5); }
.bars b { font-weight: 600; font-variant-numeric: tabular-nums; text-align: end; }
.bars svg { display: block; width: 100%; height: 1rem; border-radius: 0.125rem; }
figure svg rect.bar { fill: var(--bar); }
figure svg rect.track { fill: var(--line); opacity: 0.45; }
details { margin-top: var(--step); }
summary { cursor: pointer; color: var(--accent); padding: 0.25rem 0; }
.wide { overflow-x: auto; border: 1px solid var(--line); border-radius: var(--radius); background: var(--surface); }
table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
caption { text-align: start; color: var(--quiet); padding: var(--step) calc(var(--step) * 1.5); }
th, td { padding: 0.5rem 0.75rem; text-align: start; vertical-align: top; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-weight: 600; color: var(--quiet); font-size: 0.875rem; }
caption + thead th { border-top: 1px solid var(--line); }
tbody th { font-weight: 500; }
.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
.heading th, .heading td { background: var(--ground); font-weight: 600; }
.period { display: block; color: var(--quiet); font-size: 0.875rem; }
.status { display: inline-block; padding: 0 0.5rem; border-radius: 1rem; background: var(--accent-soft); white-space: nowrap; }
.status.late { background: var(--warn-soft); color: var(--warn); }
.note { border-inline-start: 0.1875rem solid var(--accent); padding-inline-start: calc(var(--step) * 1.5); max-width: 42rem; }
.filter { display: flex; flex-wrap: wrap; gap: var(--step); list-style: none; padding: 0; margin: calc(var(--step) * 2) 0; }
.filter a { display: inline-block; padding: 0.25rem 0.75rem; border: 1px solid var(--line); border-radius: 1rem; text-decoration: none; }
.filter a[aria-current] { background: var(--accent-soft); border-color: var(--accent); }
code { font: 1.25rem/1.4 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
main footer { color: var(--quiet); font-size: 0.875rem; padding: 0; margin-top: calc(var(--step) * 4); }
@media (max-width: 40rem) {
  .roadmap thead { position: absolute; left: -100vw; }
  .roadmap tr, .roadmap td, .roadmap tbody th { display: block; border-top: 0; padding-block: 0.125rem; }
  .roadmap tbody tr { border-top: 1px solid var(--line); padding: var(--step) 0; }
  .roadmap td[data-label]::before { content: attr(data-label) ": "; color: var(--quiet); }
}
@media (forced-colors: active) { .status, .figures a { border: 1px solid; } figure svg rect.bar { fill: CanvasText; } }
@media print {
  @page { size: A4; margin: 15mm; }
  :root { --ground: #fff; --surface: #fff; --ink: #000; --quiet: #444; --line: #999; --accent: #000; --accent-soft: #fff; --warn: #000; --warn-soft: #fff; --bar: #666; color-scheme: light; }
  html { font-size: 10pt; }
  nav, .language, .skip, .filter, summary { display: none; }
  a { text-decoration: none; }
  .wide { overflow: visible; border: 0; }
  .top, main, footer { padding: 0; }
  thead { display: table-header-group; }
  tr, figure, .figures li { break-inside: avoid; }
  .figures { grid-template-columns: repeat(4, 1fr); }
  .figures b { font-size: 1.5rem; }
}
`;
