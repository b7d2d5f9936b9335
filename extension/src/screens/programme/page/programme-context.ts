import type { Pair, Programme } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import type { Signature } from '../../shell/signing/use-signatures.ts';

/** What every part of a programme's page is made from. */
export interface ProgrammeContext {
  readonly handle: DocumentHandle<Programme>;
  readonly view: DocumentView<Programme>;
  /** Absent while the pair's document is not on this device. */
  readonly pair: Pair | undefined;
  readonly approvalsId: DocumentId | undefined;
  /** Absent until verified. */
  readonly signatures: readonly Signature[] | undefined;
}
