import type { ContainerStart } from '@nastavnik/core/annotation';
import { proseChannelLimits as limits } from '../../messaging/prose-channel.ts';
import { containerOf, createBlocks, headingLevel, type Blocks } from './blocks.ts';

/** The running text of a page with the nodes it stands in. */
export interface ProseReading {
  readonly text: string;
  readonly hiddenFrom: number;
  readonly isCut: boolean;
  readonly containers: readonly ContainerStart[];
  /** In order of their texts, those of the shown text first. */
  readonly nodes: readonly PlacedNode[];
}

export interface PlacedNode {
  readonly node: Text;
  /** Where its text begins in the page's. */
  readonly at: number;
}

/** Elements whose text nobody reads on the page. */
const skipped = new Set(
  'SCRIPT STYLE NOSCRIPT TEMPLATE TEXTAREA SELECT IFRAME OBJECT SVG CANVAS VIDEO AUDIO'.split(' '),
);
const nodesPerStep = 48;
/** Hidden text says only that a passage is out of view; so much of it is enough. */
const maxHidden = 200_000;

/** Reads a page's text. A generator, so that a long page is read in slices. */
export function* readProse(document: Document): Generator<void, ProseReading> {
  const shown = new TextWriter();
  const hidden = new TextWriter();
  const blocks = createBlocks();
  const containers: ContainerStart[] = [];
  const headings: (string | undefined)[] = [];
  const walker = document.createTreeWalker(document.body, show, {
    acceptNode: (node) =>
      skipped.has(node.nodeName.toUpperCase())
        ? NodeFilter.FILTER_REJECT
        : NodeFilter.FILTER_ACCEPT,
  });
  let isCut = false;
  let count = 0;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    count += 1;
    if (count % nodesPerStep === 0) yield;
    if (node.nodeName === 'BR') shown.breakLine();
    if (!(node instanceof Text)) {
      noteHeading(node, headings, blocks);
    } else if (node.data !== '') {
      const block = blocks.of(node);
      const writer = blocks.isShown(block) ? shown : hidden;
      if (writer === shown) noteContainer(containers, shown.length, block, headings, blocks);
      if (shown.length + node.length > limits.text) {
        isCut = true;
        break;
      }
      if (writer === shown || hidden.length + node.length < maxHidden) writer.write(node, block);
    }
  }
  return joined(shown, hidden, containers, isCut);
}

const show = NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT;

class TextWriter {
  readonly nodes: PlacedNode[] = [];
  length = 0;
  readonly #pieces: string[] = [];
  #block: Element | undefined;

  write(node: Text, block: Element): void {
    if (this.#block !== block) this.breakLine();
    this.#block = block;
    this.nodes.push({ node, at: this.length });
    this.#put(node.data);
  }

  breakLine(): void {
    if (this.length > 0) this.#put('\n');
  }

  text(): string {
    return this.#pieces.join('');
  }

  #put(piece: string): void {
    this.#pieces.push(piece);
    this.length += piece.length;
  }
}

function joined(
  shown: TextWriter,
  hidden: TextWriter,
  containers: readonly ContainerStart[],
  isCut: boolean,
): ProseReading {
  shown.breakLine();
  const hiddenFrom = shown.length;
  const below = hidden.nodes.map(({ node, at }) => ({ node, at: at + hiddenFrom }));
  return {
    text: shown.text() + hidden.text(),
    hiddenFrom,
    isCut,
    containers,
    nodes: [...shown.nodes, ...below],
  };
}

/** Headings hold what follows until the next of their level. */
function noteHeading(node: Node, headings: (string | undefined)[], blocks: Blocks): void {
  if (!(node instanceof Element)) return;
  const level = headingLevel(node);
  if (level === undefined || !blocks.isShown(node)) return;
  headings.length = level;
  const text = (node.textContent ?? '').replace(/\s+/g, ' ').trim();
  headings[level] = text.slice(0, limits.textLength);
}

function noteContainer(
  containers: ContainerStart[],
  at: number,
  block: Element,
  headings: readonly (string | undefined)[],
  blocks: Blocks,
): void {
  if (containers.length >= limits.containers) return;
  const path = [containerOf(block, blocks), ...headings.filter((text) => text !== undefined)];
  const last = containers.at(-1)?.path;
  const isSame = last?.length === path.length && path.every((part, i) => part === last[i]);
  if (!isSame) containers.push({ at, path: path.slice(0, limits.path) });
}
