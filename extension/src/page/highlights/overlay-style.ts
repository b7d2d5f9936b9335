/**
 * Look of the marks, inside a closed shadow root where the page's styles do not reach. State is said
 * by the kind of line and by a sign, colour only repeats it. Marks stand on the corner of a cell and
 * leave its middle to the portal. The colours are the same in a dark system: portals stay white in
 * it, and the light rim keeps the dark line visible on those that do not. What is important in here
 * wins over what a page calls important out there.
 */
export const overlayStyle = `
:host { all: initial !important; display: block !important; color-scheme: light !important; }
.layer { position: fixed; inset: 0; overflow: hidden; pointer-events: none; z-index: 2147483647;
  --ink: #17456b; --paper: #ffffff;
  font: 600 12px/1 system-ui, sans-serif; }
.outline { position: absolute; box-sizing: border-box; border: 2px solid var(--ink);
  box-shadow: 0 0 0 1px var(--paper); pointer-events: none; }
.outline[data-state="changed"] { border-style: dashed; }
.outline[data-state="ambiguous"] { border-style: dotted; }
.outline[data-focused] { outline: 3px solid var(--ink); outline-offset: 2px; }
.mark { position: absolute; box-sizing: border-box; width: 24px; height: 24px; margin: -12px 0 0 -12px;
  z-index: 1; padding: 0; border: 0; background: none; pointer-events: auto; cursor: pointer; font: inherit; }
.mark > span { display: grid; place-content: center; box-sizing: border-box; min-width: 16px; height: 16px;
  margin: 4px auto; width: fit-content; padding: 0 3px; border-radius: 8px; border: 1px solid var(--paper);
  background: var(--ink); color: var(--paper); }
.mark:focus-visible { outline: 2px solid var(--ink); outline-offset: 1px; border-radius: 12px; background: var(--paper); }
.candidate { position: absolute; box-sizing: border-box; border: 3px double var(--ink); pointer-events: none; }
.prompt { position: absolute; inset-block-start: 8px; inset-inline: 8px; margin: auto; width: fit-content;
  max-width: 90%; padding: 8px 12px; border: 2px solid var(--ink); border-radius: 6px; background: var(--paper);
  color: var(--ink); font: 500 14px/1.4 system-ui, sans-serif; }
.prompt p { margin: 0; }
.prompt:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
[hidden] { display: none !important; }
@media (forced-colors: active) {
  .outline, .candidate, .prompt { border-color: Highlight; forced-color-adjust: none; box-shadow: none; }
  .mark > span { background: Highlight; color: HighlightText; border-color: HighlightText; forced-color-adjust: none; }
  .mark:focus-visible, .outline[data-focused] { outline-color: Highlight; }
}
`;
