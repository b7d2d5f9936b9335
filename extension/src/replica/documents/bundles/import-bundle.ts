import * as A from '@automerge/automerge/slim';
import {
  decide,
  principalOf,
  type DocumentRecord,
  type PublicKeyRecord,
} from '@nastavnik/core/access';
import { checkOrigin, judgeDocument, readBundle, type ReadDocument } from '@nastavnik/core/bundles';
import { GateIndex, indexChanges, type MessageVerdict } from '@nastavnik/core/judging';
import {
  fail,
  ok,
  type ErrorCode,
  type KeyId,
  type Refusal,
  type Result,
} from '@nastavnik/core/kernel';
import type { ImportReport } from './bundle-exchange.ts';
import { boundedInflate } from './bounded-inflate.ts';
import { standingIn, withDocument, type BundleSources } from './bundle-sources.ts';
import { mergeDocument } from './merge-document.ts';

interface Judged {
  readonly document: ReadDocument;
  /** Absent for a document that no log announces to this person. */
  readonly verdict?: MessageVerdict;
  readonly known: number;
}

/** What is not for this person is not taken in, whoever has handed it over. */
function mayRead({ book, device }: BundleSources, document: DocumentRecord): boolean {
  const principal = principalOf(device.signer.kid, book.states.peek().values());
  return principal !== undefined && decide({ principal, document, operation: 'read' }).allow;
}

/** By today's rights and by what devices signed for, as a relay would; nothing is merged yet. */
async function judge(
  sources: BundleSources,
  document: ReadDocument,
  record: DocumentRecord | undefined,
  relay: PublicKeyRecord,
): Promise<Judged> {
  if (record?.kind !== document.kind || !mayRead(sources, record)) return { document, known: 0 };
  return withDocument(sources, document.documentId, async ({ doc }) => {
    const index = new GateIndex();
    if (doc !== undefined) indexChanges(A.getAllChanges(doc), index);
    const isHere = (hash: string): boolean => doc !== undefined && A.hasHeads(doc, [hash]);
    const states = sources.book.states.peek();
    const standing = (kid: KeyId) => standingIn(states, kid);
    const verdict = await judgeDocument(document, { record, index, isHere, standing, relay });
    return { document, verdict, known: [...document.changes.keys()].filter(isHere).length };
  });
}

function summarise(judged: readonly Judged[], merged: ReadonlySet<Judged>): ImportReport {
  const report = { documents: judged.length, taken: 0, known: 0, refused: 0, waiting: 0 };
  let code: ErrorCode | undefined;
  for (const one of judged) {
    const { verdict, document, known } = one;
    report.known += known;
    if (verdict === undefined || !merged.has(one)) {
      report.waiting += document.changes.size - known;
      code ??= 'document-unavailable';
      continue;
    }
    report.taken += verdict.accepted.length;
    report.refused += verdict.refused.length;
    report.waiting += verdict.waiting.length;
    code ??= verdict.refusal?.code;
  }
  return { ...report, ...(code && { code }) };
}

/**
 * Takes a file of changes in. It is read, its origin checked and every change judged before the
 * first is merged; a file that is damaged or from elsewhere changes nothing.
 */
export async function importBundle(
  sources: BundleSources,
  bytes: Uint8Array,
): Promise<Result<ImportReport, Refusal>> {
  const { book } = sources;
  const bundle = await readBundle(bytes, boundedInflate);
  if (!bundle.ok) return bundle;
  const origin = await checkOrigin(bundle.value, book.states.peek());
  if (!origin.ok) return origin;
  const { newer, state } = origin.value;
  const { logId, documents } = bundle.value;
  if (newer.length > 0) {
    const appended = await book.append(logId, newer);
    if (!appended.ok) return appended;
  }
  // Each is judged as a relay would; one that may not be leaves its documents unknown.
  for (const entry of bundle.value.submissions ?? []) await sources.place(entry);
  const placed = book.states.peek().get(logId) ?? state;
  const judged: Judged[] = [];
  for (const document of documents) {
    const announced = placed.documents.get(document.documentId);
    const record = announced?.droppedAtSeq === undefined ? announced?.record : undefined;
    judged.push(await judge(sources, document, record, state.sequencer));
  }
  const merged = new Set<Judged>();
  for (const one of judged) {
    if (one.verdict === undefined) continue;
    const done = await mergeDocument(sources, one.document, one.verdict.accepted, state.sequencer);
    if (!done.ok) return fail(done.error);
    if (done.value) merged.add(one);
  }
  return ok(summarise(judged, merged));
}
