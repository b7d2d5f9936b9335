import type { Rotation } from '../folder/choose-kept.ts';
import type { CopyJob } from '../creation/create-copy.ts';

/** What the copying process is told. */
export interface ScheduledJob extends Omit<CopyJob, 'clock'> {
  readonly rotation: Rotation;
}

/** What it answers; with `failure`, the code of an error or of the first thing found wrong. */
export interface ScheduledCopy {
  readonly name?: string;
  readonly bytes?: number;
  readonly failure?: string;
}
