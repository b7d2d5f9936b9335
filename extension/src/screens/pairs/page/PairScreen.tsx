import { projectPair, type Pair } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import { RecordAbsent } from '../../shell/record/RecordFrame.tsx';
import { useDocument } from '../../shell/record/use-document.ts';
import { useRecordView } from '../../shell/record/use-record-view.ts';
import { useSignatures } from '../../shell/signing/use-signatures.ts';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { PairPage } from './PairPage.tsx';
import { usePair } from './use-pair.ts';

export function PairScreen(props: { readonly documentId: DocumentId }) {
  const opened = useDocument<Pair>(props.documentId);
  if (opened.state !== 'ready') return <RecordAbsent state={opened.state} />;
  return <OpenPair handle={opened.handle} view={opened.view} />;
}

interface OpenPairProps {
  readonly handle: DocumentHandle<Pair>;
  readonly view: DocumentView<Pair>;
}

function OpenPair({ handle, view }: OpenPairProps) {
  const pair = view.value;
  const approvalsId = pair.documents.find(({ part }) => part === 'approvals')?.documentId;
  const signatures = useSignatures(
    view.documentId,
    approvalsId as DocumentId | undefined,
    (purpose) => projectPair(pair, purpose),
    view.heads,
  );
  const page = usePair({
    handle,
    view,
    signatures,
    approvalsId: approvalsId as DocumentId | undefined,
  });
  return <PairPage {...page} record={useRecordView(handle, view)} />;
}
