import type { FixedChange } from '../../kind/fixed-change.ts';

/** Structural steps after genesis, in order, each made on top of those before it (C8). */
export const migrations: readonly FixedChange[] = [];
