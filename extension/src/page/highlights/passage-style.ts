/** Names of our highlights: a page may have its own, so ours are told apart by their beginning. */
export const highlightNames = {
  same: 'nastavnik-same',
  changed: 'nastavnik-changed',
  ambiguous: 'nastavnik-ambiguous',
  focused: 'nastavnik-focused',
} as const;

const { same, changed, ambiguous, focused } = highlightNames;

/**
 * Look of noted passages, put into a tab as an extension's sheet, not as the page's. State is said
 * by the kind of line under the text, colour only repeats it; in forced colours the line stays.
 */
export const passageStyle = `
::highlight(${same}) { background-color: #dbe9f6; color: #0b2a44;
  text-decoration: underline 2px solid #17456b; }
::highlight(${changed}) { background-color: #fdf0d0; color: #3d2a00;
  text-decoration: underline 2px dashed #8a5a00; }
::highlight(${ambiguous}) { background-color: #f4f4f4; color: #222222;
  text-decoration: underline 2px dotted #555555; }
::highlight(${focused}) { background-color: #17456b; color: #ffffff;
  text-decoration: underline 3px double #ffffff; }
@media (forced-colors: active) {
  ::highlight(${same}) { background-color: Canvas; color: CanvasText;
    text-decoration: underline 2px solid Highlight; }
  ::highlight(${changed}) { background-color: Canvas; color: CanvasText;
    text-decoration: underline 2px dashed Highlight; }
  ::highlight(${ambiguous}) { background-color: Canvas; color: CanvasText;
    text-decoration: underline 2px dotted Highlight; }
  ::highlight(${focused}) { background-color: Highlight; color: HighlightText; }
}
`;
