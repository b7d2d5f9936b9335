/** A part of a page before it is written. */
export interface Tag {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly (Tag | string)[];
}

/** With or without white space between elements: portals of both kinds exist. */
export type MarkupStyle = 'compact' | 'indented';

export const tag = (
  name: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (Tag | string)[]
): Tag => ({ name, attributes, children });

/** The markup of a part. A text alone stands within its element without white space. */
export function writeTag(part: Tag | string, style: MarkupStyle, depth = 0): string {
  if (typeof part === 'string') return escape(part);
  const { name, attributes, children } = part;
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escape(value)}"`);
  const open = `<${name}${written.join('')}>`;
  if (name === 'input') return open;
  const isFlat = style === 'compact' || children.every((child) => typeof child === 'string');
  if (isFlat) return `${open}${children.map((child) => writeTag(child, style)).join('')}</${name}>`;
  const indent = `\n${'  '.repeat(depth + 1)}`;
  const inner = children.map((child) => `${indent}${writeTag(child, style, depth + 1)}`);
  return `${open}${inner.join('')}\n${'  '.repeat(depth)}</${name}>`;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
