import { z } from 'zod';
import { addressSchema, type Address } from '../place/address.ts';
import { pageScopeSchema, type PageScope } from '../place/page-scope.ts';

/** A place with its page, as one line of text. */
export interface PlacedOn {
  readonly scope: PageScope;
  readonly address: Address;
}

const placedSchema = z.strictObject({ scope: pageScopeSchema, address: addressSchema });

/** Longer is none of ours. */
const maxLength = 8000;
const numbers = new Set([
  'v',
  'ord',
  'of',
  'length',
  'norm',
  'at',
  'atMs',
  'start',
  'end',
  'reach',
]);
const truths = new Set(['alone', 'redacted']);

type Leaf = string | number | boolean;
interface Tree {
  [name: string]: Leaf | Tree;
}

/** `scope.page=…&address.row.key=…`: every field by its path, so that a person can read it too. */
export function writeFragment(placed: PlacedOn): string {
  const tree: Tree = { scope: { ...placed.scope }, address: plain(placed.address) };
  return leavesOf(tree, [])
    .map(([path, value]) => `${path.join('.')}=${encodeURIComponent(value)}`)
    .join('&');
}

/** The place of a line that `writeFragment` wrote; `undefined` for any other text. */
export function readFragment(text: string): PlacedOn | undefined {
  if (text.length > maxLength) return undefined;
  const tree: Tree = Object.create(null) as Tree;
  for (const pair of text.split('&')) {
    const at = pair.indexOf('=');
    const path = pair.slice(0, at).split('.');
    const value = decode(pair.slice(at + 1));
    if (at < 1 || value === undefined || path.length > 4 || !put(tree, path, value)) {
      return undefined;
    }
  }
  return placedSchema.safeParse(plain(tree)).data;
}

const plain = (value: object): Tree => JSON.parse(JSON.stringify(value)) as Tree;

const leavesOf = (tree: Tree, above: readonly string[]): [path: string[], text: string][] =>
  Object.entries(tree).flatMap(([name, value]) => {
    const path = [...above, name];
    return typeof value === 'object' ? leavesOf(value, path) : [[path, String(value)]];
  });

/** False where two paths contradict one another or a value is not of its kind. */
function put(tree: Tree, path: readonly string[], text: string): boolean {
  const [name = '', ...rest] = path;
  if (rest.length > 0) {
    const below = (tree[name] ??= Object.create(null) as Tree);
    return typeof below === 'object' && put(below, rest, text);
  }
  if (name in tree) return false;
  tree[name] = numbers.has(name) ? Number(text) : truths.has(name) ? text === 'true' : text;
  return true;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
