import { useState } from 'preact/hooks';
import { ok, type LogId, type Refusal, type Result } from '@nastavnik/core/kernel';
import { useTexts } from '../../../text/language.tsx';
import type { FileSectionProps, LoadedFile } from '../../pairs/files/FileSection.tsx';
import { useAction } from '../../shell/use-action.ts';
import { useToday } from '../../shell/use-today.ts';
import { useWorkplace } from '../../shell/workplace.tsx';

/** Our small files are JSON; a file of changes never begins like one. */
const isSmallFile = (bytes: Uint8Array): boolean => bytes[0] === 0x7b;

export interface AllFiles extends FileSectionProps {
  /** Writes the file once more, as after a handover. */
  readonly save: () => Promise<Result<void, Refusal>>;
}

/** Files of everything an organisation shares; a new member's answer is taken in the same way. */
export function useAllFiles(logId: LogId): AllFiles {
  const { t, describe } = useTexts();
  const { replica, announce, saveFile, byHand } = useWorkplace();
  const { today } = useToday();
  const action = useAction();
  const [loaded, setLoaded] = useState<LoadedFile>();
  const [note, setNote] = useState<string>();
  const forget = (): void => {
    setLoaded(undefined);
    setNote(undefined);
  };
  const save = async (): Promise<Result<void, Refusal>> => {
    const file = await replica.bundles.write({ logId });
    if (!file.ok) return file;
    saveFile(t.files.name(today), file.value, 'application/octet-stream');
    announce(t.files.saved);
    return ok(undefined);
  };
  const admit = async (bytes: Uint8Array): Promise<Result<void, Refusal>> => {
    const admitted = await byHand.admit(new TextDecoder().decode(bytes));
    return admitted.ok ? save() : admitted;
  };
  const take = async (bytes: Uint8Array): Promise<Result<void, Refusal>> => {
    const taken = await replica.bundles.take(bytes);
    if (!taken.ok) return taken;
    const { code } = taken.value;
    setLoaded({ ...taken.value, reason: code && describe({ code }) });
    return ok(undefined);
  };
  return {
    busy: action.busy,
    refusal: action.refusal,
    loaded,
    note,
    hint: t.alone.allHint,
    save,
    onSave: () => {
      forget();
      action.run(save);
    },
    onLoad: (file) => {
      forget();
      action.run(async () => {
        const bytes = new Uint8Array(await file.arrayBuffer());
        if (!isSmallFile(bytes)) return take(bytes);
        const admitted = await admit(bytes);
        if (admitted.ok) setNote(t.alone.admitted);
        return admitted;
      });
    },
  };
}
