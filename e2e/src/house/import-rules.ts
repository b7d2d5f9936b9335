import { posix } from 'node:path';
import { isTest, readJson } from './repository.ts';

/** Which packages a package may enter; always by the doors of their `exports`. */
const mayEnter: Readonly<Record<string, readonly string[]>> = {
  core: [],
  'sync-server': ['core'],
  extension: ['core'],
  e2e: ['core', 'sync-server', 'extension'],
  simulator: ['core', 'sync-server', 'extension'],
  bench: ['core', 'sync-server', 'extension', 'e2e'],
};

/** Order of the layers of core: a layer imports only layers of a lower rank. */
const coreRank: Readonly<Record<string, number>> = {
  kernel: 0,
  domain: 1,
  annotation: 1,
  protocol: 1,
  access: 2,
  plans: 2,
  documents: 3,
  reports: 3,
  judging: 4,
  bundles: 5,
  testing: 6,
};

const packageOf = (path: string): string => path.split('/')[0] ?? '';

const layerOf = (path: string): string | undefined =>
  /^core\/src\/([\w-]+)\//.exec(path)?.[1] ?? undefined;

/** What is wrong with one import of one file, said with what to do instead; `undefined`: fine. */
export function importFault(path: string, specifier: string): string | undefined {
  if (mayEnter[packageOf(path)] === undefined || !path.includes('/src/')) return undefined;
  if (specifier.startsWith('.')) return relativeFault(path, specifier);
  if (specifier.startsWith('@nastavnik/')) return doorFault(path, specifier);
  return outsideFault(path, specifier);
}

function relativeFault(path: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(path), specifier);
  // Tests are held against the specification's data, which belongs to no package.
  if (isTest(path) && target.startsWith('docs/spec/')) return undefined;
  if (packageOf(target) !== packageOf(path)) {
    return `leaves its package by a relative path. Import from '@nastavnik/${packageOf(target)}/…', a door in that package's exports.`;
  }
  return layerFault(path, target) ?? replicaFault(path, target);
}

function layerFault(path: string, target: string): string | undefined {
  const [from, to] = [layerOf(path), layerOf(target)];
  if (from === undefined || to === undefined || from === to) return undefined;
  const [rank, targetRank] = [coreRank[from], coreRank[to]];
  if (rank === undefined || targetRank === undefined) {
    return `joins the layers core/${from} and core/${to}, of which one is not in the order of import-rules.ts. Add it there and to docs/architecture.md.`;
  }
  if (targetRank < rank) return undefined;
  if (to === 'testing' && isTest(path)) return undefined;
  return `goes against the direction of core: ${from} may not know ${to}. Move what both need to a lower layer, or hand it in as a parameter.`;
}

/** Screens know the replica by its port only, so that storage and sync can change behind it. */
function replicaFault(path: string, target: string): string | undefined {
  const isScreen = /^extension\/src\/(screens|ui|text)\//.test(path);
  const isInside = target.startsWith('extension/src/replica/');
  if (!isScreen || !isInside || isTest(path)) return undefined;
  if (/^extension\/src\/replica\/(replica|index)\.ts$/.test(target)) return undefined;
  return `reaches into the replica. Import from 'replica/replica.ts', its port; if the port lacks something, add it there.`;
}

function doorFault(path: string, specifier: string): string | undefined {
  const [, name = '', ...door] = specifier.split('/');
  if (!mayEnter[packageOf(path)]?.includes(name)) {
    return `enters ${name}, which ${packageOf(path)} may not know. Move what is needed to core, or hand it in.`;
  }
  const { exports = {} } = readJson(`${name}/package.json`) as { exports?: object };
  if (Object.hasOwn(exports, door.length === 0 ? '.' : `./${door.join('/')}`)) return undefined;
  return `is not a door of ${name}. Export what is needed from one of: ${Object.keys(exports).join(', ')}.`;
}

function outsideFault(path: string, specifier: string): string | undefined {
  const layer = layerOf(path);
  const isCore = layer !== undefined;
  if (isCore && specifier.startsWith('node:')) {
    return 'needs Node inside core, which also runs in a browser. Take a port as a parameter and give it from sync-server or a test of e2e.';
  }
  if (/^@automerge\/automerge(\/|$)/.test(specifier) && isCore) {
    const mayUse =
      layer === 'documents' || layer === 'judging' || layer === 'testing' || isTest(path);
    return mayUse
      ? undefined
      : `uses Automerge in core/${layer}. Only core/documents and core/judging know it; pass plain values or bytes here.`;
  }
  if (specifier.startsWith('@automerge/automerge-repo')) {
    const mayUse = /^(extension\/src\/replica|bench|e2e)\//.test(path) || isTest(path);
    return mayUse
      ? undefined
      : 'uses automerge-repo outside extension/src/replica. Add what you need to the port of the replica.';
  }
  return undefined;
}
