import { AppError, type DocumentId } from '@nastavnik/core/kernel';
import { z } from 'zod';
import type { DocumentCase } from '../../../store/store.ts';
import type { DataFolder } from '../../configuration/data-folder.ts';
import { findRunning, type RunningRelay } from '../../loopback/running-relay.ts';
import { withOwnRelay } from '../../loopback/with-own-relay.ts';

export type CareAction = 'quarantine' | 'release';

/** A trial opens the document and may be ended twice by its budget; more is no answer. */
const answerTimeoutMs = 30_000;

const refusalSchema = z.object({ error: z.object({ code: z.string() }) });

async function atRunning(
  { url, token = '' }: RunningRelay,
  documentId: DocumentId,
  action: CareAction,
): Promise<DocumentCase> {
  const response = await fetch(new URL(`/documents/${documentId}/${action}`, url), {
    method: 'POST',
    headers: { authorization: `Bearer ${token}` },
    signal: AbortSignal.timeout(answerTimeoutMs),
  });
  if (response.ok) return (await response.json()) as DocumentCase;
  const said = refusalSchema.safeParse(await response.json().catch(() => undefined));
  const isUnknown = said.success && said.data.error.code === 'document-unavailable';
  throw new AppError(isUnknown ? 'document-unavailable' : 'relay-unreachable');
}

/**
 * Takes a document out of service or puts it back: through the running relay, or through one that
 * is started here for as long as it takes. A release is tried either way.
 */
export async function takeCare(
  data: DataFolder,
  documentId: DocumentId,
  action: CareAction,
): Promise<DocumentCase> {
  const running = await findRunning(data.running);
  if (running !== undefined) return atRunning(running, documentId, action);
  return withOwnRelay(data, (relay) => relay.care[action](documentId));
}
