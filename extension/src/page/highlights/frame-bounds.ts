/** The frame element that a node's document stands in; `null` in the page's own document. */
const frameOf = (element: Element): Element | null =>
  element.ownerDocument.defaultView?.frameElement ?? null;

/** Where an element is drawn in the viewport of the page, also from inside frames. */
export function boundsOf(element: Element): DOMRect {
  const box = element.getBoundingClientRect();
  const frame = frameOf(element);
  if (!frame) return box;
  const outer = boundsOf(frame);
  const left = outer.left + frame.clientLeft;
  const top = outer.top + frame.clientTop;
  return new DOMRect(box.left + left, box.top + top, box.width, box.height);
}

/** True when a frame has scrolled the element's upper right corner out of itself. */
export function isOutsideFrame(element: Element): boolean {
  const frame = frameOf(element);
  if (!frame) return false;
  const { right, top } = element.getBoundingClientRect();
  const isShown = right > 0 && right <= frame.clientWidth + 1 && top >= -1;
  return !isShown || top >= frame.clientHeight || isOutsideFrame(frame);
}
