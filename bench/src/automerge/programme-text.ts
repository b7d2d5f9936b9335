import * as A from '@automerge/automerge';

interface ProgrammeDraft {
  goal: string;
}

/** One keystroke in the goal of a programme: what people send most. */
export function typeLetter(draft: never): void {
  A.splice(draft as ProgrammeDraft, ['goal'], 0, 0, 'ж');
}

export function typedLetters(doc: A.Doc<unknown>): number {
  return (doc as A.Doc<Partial<ProgrammeDraft>>).goal?.length ?? 0;
}
