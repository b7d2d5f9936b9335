/** A source with everything blanked that is not asked for; line numbers stay true. */
export interface SourceScan {
  /** Code and string, template and JSX text; comments and regular expressions are blank. */
  readonly withoutComments: string;
}

type Mode = 'code' | 'line-comment' | 'block-comment' | 'single' | 'double' | 'template' | 'regex';

/** A slash after one of these begins a regular expression; after a value it divides. */
const beforeRegex = /(?:^|[(,=:[!&|?{};+\-*%~^]|=>|\breturn|\btypeof|\bcase)\s*$/;

/**
 * Tells comments and regular expressions from the rest of a TypeScript source. Small on purpose: a
 * quote left open ends with its line, so that an apostrophe in JSX text cannot swallow the file.
 */
export function scanSource(source: string): SourceScan {
  const scanner = new Scanner(source);
  scanner.run();
  return { withoutComments: scanner.output };
}

class Scanner {
  output = '';
  private readonly source: string;
  private mode: Mode = 'code';
  private isInClass = false;
  /** Depth of braces inside each open `${`. */
  private readonly templates: number[] = [];

  constructor(source: string) {
    this.source = source;
  }

  run(): void {
    for (let at = 0; at < this.source.length;) at += this.step(at);
  }

  /** Handles what stands at `at`; returns how many characters it took. */
  private step(at: number): number {
    const here = this.source.slice(at, at + 2);
    switch (this.mode) {
      case 'code':
        return this.stepCode(here, at);
      case 'line-comment':
        if (here[0] === '\n') this.mode = 'code';
        return this.drop(here.slice(0, 1));
      case 'block-comment':
        if (here === '*/') {
          this.mode = 'code';
          return this.drop(here);
        }
        return this.drop(here.slice(0, 1));
      case 'regex':
        return this.stepRegex(here);
      case 'single':
      case 'double':
        return this.stepString(here, this.mode === 'single' ? "'" : '"');
      case 'template':
        return this.stepTemplate(here);
    }
  }

  private stepCode(here: string, at: number): number {
    const first = here.slice(0, 1);
    if (here === '//') return this.enter('line-comment', here);
    if (here === '/*') return this.enter('block-comment', here);
    if (first === '/' && beforeRegex.test(this.output.slice(-200))) {
      const isRegex = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\[\n])+\//.test(this.source.slice(at));
      if (isRegex) return this.enter('regex', first);
    }
    if (first === "'") this.mode = 'single';
    if (first === '"') this.mode = 'double';
    if (first === '`') this.mode = 'template';
    this.countBrace(first);
    return this.keep(first);
  }

  private countBrace(character: string): void {
    const depth = this.templates.at(-1);
    if (depth === undefined) return;
    if (character === '{') this.templates[this.templates.length - 1] = depth + 1;
    if (character !== '}') return;
    if (depth > 0) this.templates[this.templates.length - 1] = depth - 1;
    else {
      this.templates.pop();
      this.mode = 'template';
    }
  }

  private stepString(here: string, quote: string): number {
    if (here[0] === '\\') return this.keep(here);
    if (here[0] === quote || here[0] === '\n') this.mode = 'code';
    return this.keep(here.slice(0, 1));
  }

  private stepTemplate(here: string): number {
    if (here[0] === '\\') return this.keep(here);
    if (here === '${') {
      this.templates.push(0);
      this.mode = 'code';
      return this.keep(here);
    }
    if (here[0] === '`') this.mode = 'code';
    return this.keep(here.slice(0, 1));
  }

  private stepRegex(here: string): number {
    if (here[0] === '\\') return this.drop(here);
    if (here[0] === '[') this.isInClass = true;
    if (here[0] === ']') this.isInClass = false;
    if (here[0] === '/' && !this.isInClass) this.mode = 'code';
    return this.drop(here.slice(0, 1));
  }

  private enter(mode: Mode, text: string): number {
    this.mode = mode;
    return this.drop(text);
  }

  private keep(text: string): number {
    this.output += text;
    return text.length;
  }

  private drop(text: string): number {
    this.output += text.replace(/[^\n]/g, ' ');
    return text.length;
  }
}

/** What a source imports or re-exports, types included. */
export function importsOf(source: string): readonly string[] {
  const { withoutComments } = scanSource(source);
  const patterns = [
    /^[ \t]*(?:import|export)\b[^;'"`]*?\bfrom\s*(['"])([^'"\n]+)\1/gm,
    /^[ \t]*import\s*(['"])([^'"\n]+)\1/gm,
    /\bimport\s*\(\s*(['"])([^'"\n]+)\1/g,
  ];
  return patterns.flatMap((pattern) =>
    [...withoutComments.matchAll(pattern)].map((match) => match[2] ?? ''),
  );
}

/** Ids in the brackets that open a test's title: `[A9] …`, `[INV-03] [AC-000-3] …`. */
export function titleIdsOf(source: string): readonly string[] {
  const { withoutComments } = scanSource(source);
  const titles = /\(\s*(['"`])((?:\[[^\]\n]+\][ ,]*)+)/g;
  return [...withoutComments.matchAll(titles)]
    .flatMap((match) => (match[2] ?? '').split(/[[\], ]+/))
    .filter((word) => /^[A-Z]{1,4}-?\d[\d-]*$/.test(word));
}

/** Line numbers, from 1, of the lines for which `matches` holds. */
export function linesWhere(text: string, matches: (line: string) => boolean): readonly number[] {
  return text.split('\n').flatMap((line, at) => (matches(line) ? [at + 1] : []));
}
