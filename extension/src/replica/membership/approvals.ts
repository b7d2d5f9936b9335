import {
  approvalSchema,
  countersignatureSchema,
  createApproval,
  createSignedExport,
  type Approval,
} from '@nastavnik/core/access';
import { approvalsCommands, projectForSignature, type Approvals } from '@nastavnik/core/documents';
import { fail, ok, type ChangeHash, type Refusal, type Result } from '@nastavnik/core/kernel';
import * as A from '@automerge/automerge/slim';
import type { DocumentRegistry } from '../documents/open/document-registry.ts';
import type { OpenDocument } from '../documents/open/open-document.ts';
import type { ExportRequest, SignatureRequest } from '../replica.ts';
import type { OwnEntrySources } from './own-entries.ts';
import type { PersonId } from '@nastavnik/core/kernel';

export interface ApprovalSources extends OwnEntrySources {
  readonly registry: DocumentRegistry;
  readonly personId: PersonId;
}

interface Opened {
  readonly document: OpenDocument;
  readonly approvals: OpenDocument;
}

async function withBoth<T>(
  registry: DocumentRegistry,
  { documentId, approvalsId }: Pick<SignatureRequest, 'documentId' | 'approvalsId'>,
  work: (opened: Opened) => Promise<Result<T, Refusal>>,
): Promise<Result<T, Refusal>> {
  const document = registry.open(documentId);
  const approvals = registry.open(approvalsId);
  try {
    await Promise.all([document.loaded, approvals.loaded]);
    return await work({ document, approvals });
  } finally {
    await Promise.all([registry.release(documentId), registry.release(approvalsId)]);
  }
}

const recordsOf = ({ view }: OpenDocument) =>
  (view.peek()?.value as Approvals | undefined)?.records;

/** Records of one document that are well formed, oldest first. */
function approvalsFor(approvals: OpenDocument, documentId: string): readonly Approval[] {
  return (recordsOf(approvals) ?? [])
    .map(({ record }) => approvalSchema.safeParse(record))
    .flatMap(({ data }) => (data?.docId === documentId ? [data] : []))
    .toSorted((a, b) => a.signedAtMs - b.signedAtMs);
}

/** Signs what the document says now, over its heads, and keeps the record. Works offline. */
export function signDocument(
  sources: ApprovalSources,
  request: SignatureRequest,
): Promise<Result<Approval, Refusal>> {
  return withBoth(sources.registry, request, async ({ document, approvals }) => {
    const { doc } = document;
    const view = document.view.peek();
    if (doc === undefined || view === undefined) return fail({ code: 'document-unavailable' });
    const projection = projectForSignature(view.kind, doc, request.purpose);
    if (!projection.ok) return projection;
    const logId = sources.book.records.peek().get(request.documentId)?.logId;
    const membership = logId && sources.book.states.peek().get(logId);
    if (!membership) return fail({ code: 'log-unknown' });
    const previous = approvalsFor(approvals, request.documentId).at(-1);
    const record = await createApproval({
      signer: sources.device.signer,
      memberId: sources.personId,
      role: request.role,
      purpose: request.purpose,
      docId: request.documentId,
      heads: A.getHeads(doc) as ChangeHash[],
      projection: projection.value,
      statement: request.statement,
      membership,
      clock: sources.clock,
      ...(previous && { previous }),
    });
    const kept = await approvals.change(request.purpose, approvalsCommands.addRecord, { record });
    return kept.ok ? ok(record) : kept;
  });
}

/** One file that proves the signatures on a document with no server at hand. */
export function exportSigned(
  sources: ApprovalSources,
  request: ExportRequest,
): Promise<Result<string, Refusal>> {
  const { documentId } = request;
  return withBoth(sources.registry, request, async ({ document, approvals }) => {
    const record = sources.book.records.peek().get(documentId);
    if (document.doc === undefined || record === undefined) {
      return fail({ code: 'document-unavailable' });
    }
    const projection = projectForSignature(record.kind, document.doc, request.purpose);
    if (!projection.ok) return projection;
    const countersignatures = (recordsOf(approvals) ?? [])
      .map(({ countersignature }) => countersignatureSchema.safeParse(countersignature))
      .flatMap(({ data }) => (data ? [data] : []));
    const file = createSignedExport({
      documentId,
      kind: record.kind,
      projection: JSON.parse(JSON.stringify(projection.value)),
      statements: request.statements,
      records: approvalsFor(approvals, documentId).filter(
        ({ purpose }) => purpose === request.purpose,
      ),
      countersignatures,
      membership: await sources.book.entriesOf(record.logId),
      exportedAtMs: sources.clock.nowMs(),
    });
    return ok(JSON.stringify(file, undefined, 2));
  });
}
