import { describe, expect, it } from 'vitest';
import { isScript, isTest, isText, readTracked, trackedFiles } from './repository.ts';
import { linesWhere, scanSource } from './source-scan.ts';

const cyrillic = /\p{Script=Cyrillic}/u;

/** Where Russian may stand in a script: texts, the plans of districts, tests, demonstrations. */
const mayBeRussian = (path: string): boolean =>
  isTest(path) || isText(path) || /^(core\/src\/(plans|testing)|e2e|bench)\//.test(path);

describe('wording', () => {
  it('[I1] Russian stands in texts, plans and tests, not in the code', () => {
    const faults = trackedFiles()
      .filter((path) => isScript(path) && !mayBeRussian(path))
      .flatMap((path) => {
        const { withoutComments } = scanSource(readTracked(path));
        return linesWhere(withoutComments, (line) => cyrillic.test(line)).map(
          (line) => `${path}:${line}: a Russian literal. Put the text into text/ and name it here.`,
        );
      });
    expect(faults.join('\n')).toBe('');
  });

  it('[I1] the scanner tells literals from comments and expressions', () => {
    const kept = (source: string): boolean => cyrillic.test(scanSource(source).withoutComments);
    const literals = [
      "const a = 'слово';",
      'const a = `x ${f({ a: `слово` })}`;',
      '<p>слово</p>',
      "<p>it's</p>\n<p>слово</p>",
      'const a = b / 2; // c\nconst d = "слово";',
    ];
    const remarks = [
      '// слово',
      '/* слово\n слово */ const a = 1;',
      'const a = /[а-яё/]+\\/слово/u;',
      "const a = 'x'; // слово 'слово'",
      'const a = `${b /* слово */}`;',
    ];
    expect(literals.filter((source) => !kept(source))).toEqual([]);
    expect(remarks.filter(kept)).toEqual([]);
  });

  it('no file names a place on somebody’s machine', () => {
    const folders = ['home', 'root', 'work', 'tmp', 'Users'].join('|');
    const place = new RegExp(`(?<![\\w.~/*$})-])/(${folders})/`);
    const isBinary = (path: string): boolean => /\.(png|ico|wasm|woff2|zip|bin)$/.test(path);
    const faults = trackedFiles()
      .filter((path) => !isBinary(path) && path !== 'pnpm-lock.yaml')
      .flatMap((path) =>
        linesWhere(readTracked(path), (line) => place.test(line)).map(
          (line) =>
            `${path}:${line}: a path of one machine. Use a path relative to the repository, or the system's temporary folder (node:os tmpdir).`,
        ),
      );
    expect(faults.join('\n')).toBe('');
  });
});
