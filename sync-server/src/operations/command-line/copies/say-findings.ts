import type { Finding } from '../../copies/finding.ts';
import type { CommandContext } from '../command.ts';

/** Each finding in a line: what, how many, what to do. */
export function sayFindings(
  findings: readonly Finding[],
  { texts, say }: Pick<CommandContext, 'texts' | 'say'>,
): void {
  for (const { code, subject, count } of findings) {
    say(texts.copies.found(subject, count, texts.copies.findings[code]));
  }
}
