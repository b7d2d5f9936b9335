const parentElement = Object.getOwnPropertyDescriptor(Node.prototype, 'parentElement');

/**
 * The element around another. Asked of the platform itself: a form answers with a field of its own
 * that is named like the property, and a walk up through it would never end.
 */
export function parentOf(element: Element): Element | null {
  const parent: unknown = parentElement?.get?.call(element);
  return parent instanceof Element ? parent : null;
}
