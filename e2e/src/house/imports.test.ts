import { describe, expect, it } from 'vitest';
import { importFault } from './import-rules.ts';
import { isScript, readTracked, trackedFiles } from './repository.ts';
import { importsOf } from './source-scan.ts';

describe('imports', () => {
  it('[B1] [B2] [B3] run one way, through doors', () => {
    const faults = trackedFiles()
      .filter(isScript)
      .flatMap((path) =>
        importsOf(readTracked(path)).flatMap((specifier) => {
          const fault = importFault(path, specifier);
          return fault === undefined ? [] : [`${path}: '${specifier}' ${fault}`];
        }),
      );
    expect(faults.join('\n')).toBe('');
  });

  it('[B1] every form of import is seen, and words in texts are not', () => {
    const source = [
      "import { a } from './a.ts';",
      "import type {\n  B,\n} from './b.ts';",
      "export { c } from './c.ts';",
      "import './d.ts';",
      "const e = await import('./e.ts');",
      "export * from './f.ts';",
      "// import { g } from './g.ts';",
      "const text = `Take it from './h.ts'`;",
    ].join('\n');
    expect(importsOf(source).toSorted()).toEqual(
      ['a', 'b', 'c', 'd', 'e', 'f'].map((name) => `./${name}.ts`),
    );
  });

  it.each([
    ['core/src/domain/pair/state.ts', '../../documents/index.ts'],
    ['core/src/kernel/ids.ts', '../domain/index.ts'],
    ['core/src/protocol/codec.ts', '../access/index.ts'],
    ['core/src/domain/pair/state.ts', '@automerge/automerge/slim'],
    ['core/src/domain/pair/state.ts', 'node:fs'],
    ['core/src/access/decide.ts', '../../../extension/src/replica/replica.ts'],
    ['core/src/access/rights.ts', '../../../docs/spec/rights-matrix.json'],
    ['sync-server/src/main.ts', '@nastavnik/extension/replica'],
    ['sync-server/src/main.ts', '@nastavnik/core/src/domain/index.ts'],
    ['sync-server/src/gate/gate.ts', '@automerge/automerge-repo'],
    ['extension/src/screens/pairs/Pairs.tsx', '../../replica/outbox/outbox.ts'],
  ])('[B1] %s may not import %s', (path, specifier) => {
    expect(importFault(path, specifier)).toBeTypeOf('string');
  });

  it.each([
    ['core/src/documents/pair/read.ts', '../../domain/index.ts'],
    ['core/src/documents/pair/read.ts', '@automerge/automerge/slim'],
    ['core/src/documents/pair/commands.test.ts', '../../testing/index.ts'],
    ['sync-server/src/main.ts', '@nastavnik/core/access'],
    ['extension/src/replica/network/adapter.ts', '@automerge/automerge-repo'],
    ['extension/src/screens/pairs/Pairs.tsx', '../../replica/replica.ts'],
    ['e2e/src/commands/start.ts', 'node:fs'],
    ['core/src/access/rights.test.ts', '../../../docs/spec/rights-matrix.json'],
  ])('[B1] %s may import %s', (path, specifier) => {
    expect(importFault(path, specifier)).toBeUndefined();
  });
});
