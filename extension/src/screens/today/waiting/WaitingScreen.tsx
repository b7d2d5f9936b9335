import { useEffect, useState } from 'preact/hooks';
import { ok, type Refusal } from '@nastavnik/core/kernel';
import type { QuarantineItem } from '../../../replica/replica.ts';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { usePeople } from '../../shell/use-people.ts';
import { useMembership, useWorkplace } from '../../shell/workplace.tsx';
import { useRecordNames } from '../use-record-names.ts';
import { WaitingPage } from './WaitingPage.tsx';
import type { QuarantineProps } from './Quarantine.tsx';

export function WaitingScreen() {
  const { replica, announce, copyText } = useWorkplace();
  const { t, describe } = useTexts();
  const records = useRecordNames();
  const action = useAction();
  const sync = replica.sync.value;
  const entryNames: Readonly<Record<string, string>> = t.waiting.entry;
  const labelOf = (label: string) => (label === '' ? t.waiting.beginning : label);
  const draftOf = (key: string) => sync.drafts.find(({ draftId }) => draftId === key);
  return (
    <WaitingPage
      hasRelay={replica.profile.relayUrl !== undefined}
      waiting={sync.waiting.map((change) => ({
        key: change.hash,
        label: labelOf(change.label),
        record: records.nameOf(change.documentId),
        href: records.hrefOf(change.documentId),
        atMs: change.atMs,
      }))}
      entries={replica.entries.value.map((entry) => ({
        key: entry.entryId,
        name: entryNames[entry.type] ?? t.waiting.otherEntry,
        atMs: entry.atMs,
        refusal: entry.refused === undefined ? undefined : describe(entry.refused),
      }))}
      drafts={sync.drafts.map((draft) => ({
        key: draft.draftId,
        labels: draft.labels.map(labelOf),
        record: records.nameOf(draft.documentId),
        href: records.hrefOf(draft.documentId),
        reason: describe(draft.reason),
        refusedAtMs: draft.refusedAtMs,
        texts: draft.texts,
      }))}
      quarantine={useQuarantine()}
      busy={action.busy}
      refusal={action.refusal}
      onCopy={(key) => {
        const texts = draftOf(key)?.texts.join('\n\n') ?? '';
        void copyText(texts).then((isCopied) => isCopied && announce(t.common.copied));
      }}
      onRetry={(key) => action.run(() => replica.retryDraft(key))}
      onDiscard={(key) => action.run(async () => ok(await replica.discardDraft(key)))}
    />
  );
}

/** The list lives at the relay: it is asked for when the connection comes and when it has changed. */
function useQuarantine(): QuarantineProps | undefined {
  const { replica } = useWorkplace();
  const { describe } = useTexts();
  const people = usePeople();
  const records = useRecordNames();
  const membership = useMembership();
  const action = useAction();
  const [items, setItems] = useState<readonly QuarantineItem[]>([]);
  const [failure, setFailure] = useState<Refusal>();
  const isCurator = membership?.roles.includes('curator') ?? false;
  const logId = membership?.logId;
  const { connection } = replica.sync.value;
  const changes = replica.quarantineChanges.value;
  useEffect(() => {
    if (!isCurator || logId === undefined) return undefined;
    let isCurrent = true;
    const ask = async (): Promise<void> => {
      const result = await replica.quarantine(logId);
      if (!isCurrent) return;
      setFailure(result.ok ? undefined : result.error);
      if (result.ok) setItems(result.value);
    };
    const askSafely = (): void => {
      ask().catch(() => {
        if (isCurrent) setFailure({ code: 'internal' });
      });
    };
    askSafely();
    return () => {
      isCurrent = false;
    };
  }, [isCurator, logId, connection, changes, replica]);
  if (!isCurator) return undefined;
  return {
    items: items.map((item) => ({
      key: item.quarantineId,
      name: people.nameOf(item.personId),
      record: records.nameOf(item.documentId),
      changes: item.changes,
      receivedAtMs: item.receivedAtMs,
    })),
    failure: action.refusal ?? (failure === undefined ? undefined : describe(failure)),
    busy: action.busy,
    onDecide: (key, decision) =>
      action.run(
        () => replica.decideQuarantine(key, decision),
        () => setItems((all) => all.filter(({ quarantineId }) => quarantineId !== key)),
      ),
  };
}
