import { projectProgramme, type Programme } from '@nastavnik/core/documents';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { DocumentHandle, DocumentView } from '../../../replica/replica.ts';
import { RecordAbsent } from '../../shell/record/RecordFrame.tsx';
import { useDocument } from '../../shell/record/use-document.ts';
import { useRecordView } from '../../shell/record/use-record-view.ts';
import { useSummaries } from '../../shell/record/use-summaries.ts';
import { useSignatures } from '../../shell/signing/use-signatures.ts';
import { ProgrammePage } from './ProgrammePage.tsx';
import { useProgramme } from './use-programme.ts';

export function ProgrammeScreen(props: { readonly documentId: DocumentId }) {
  const opened = useDocument<Programme>(props.documentId);
  if (opened.state !== 'ready') return <RecordAbsent state={opened.state} />;
  return <OpenProgramme handle={opened.handle} view={opened.view} />;
}

interface OpenProgrammeProps {
  readonly handle: DocumentHandle<Programme>;
  readonly view: DocumentView<Programme>;
}

function OpenProgramme({ handle, view }: OpenProgrammeProps) {
  const programme = view.value;
  const pair = useSummaries('pair').find(({ documentId }) => documentId === programme.pairId);
  const approvals = pair?.value?.documents.find(({ part }) => part === 'approvals');
  const approvalsId = approvals?.documentId as DocumentId | undefined;
  const signatures = useSignatures(
    view.documentId,
    approvalsId,
    (purpose) => projectProgramme(programme, purpose),
    view.heads,
  );
  const page = useProgramme({ handle, view, pair: pair?.value, approvalsId, signatures });
  return <ProgrammePage {...page} record={useRecordView(handle, view)} />;
}
