import { useState } from 'preact/hooks';
import { fail } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import { useWorkplace } from '../../shell/workplace.tsx';
import type { PairContext } from '../page/use-pair.ts';
import type { FileSectionProps, LoadedFile } from './FileSection.tsx';

/** Files of the pair's changes: written for a colleague, taken in from one. */
export function useFiles({ handle }: Pick<PairContext, 'handle'>): FileSectionProps {
  const { t, describe } = useTexts();
  const { replica, announce, saveFile } = useWorkplace();
  const { today } = useToday();
  const action = useAction();
  const [loaded, setLoaded] = useState<LoadedFile>();
  const { documentId } = handle;
  return {
    busy: action.busy,
    refusal: action.refusal,
    loaded,
    onSave: () => {
      setLoaded(undefined);
      action.run(
        async () => {
          const logId = replica.record(documentId)?.logId;
          return logId === undefined
            ? fail({ code: 'document-unavailable' })
            : replica.bundles.write({ logId, pairId: documentId });
        },
        (file) => {
          saveFile(t.files.name(today), file, 'application/octet-stream');
          announce(t.files.saved);
        },
      );
    },
    onLoad: (file) => {
      setLoaded(undefined);
      action.run(
        async () => replica.bundles.take(new Uint8Array(await file.arrayBuffer())),
        ({ taken, refused, waiting, code }) =>
          setLoaded({ taken, refused, waiting, reason: code && describe({ code }) }),
      );
    },
  };
}
