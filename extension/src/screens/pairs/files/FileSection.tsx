import { Button } from '../../../ui/Button.tsx';
import { FileButton } from '../../../ui/form/FileButton.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';

/** What became of a file that was loaded, in changes. */
export interface LoadedFile {
  readonly taken: number;
  readonly refused: number;
  readonly waiting: number;
  /** Why something was not taken, as a sentence. */
  readonly reason: string | undefined;
}

export interface FileSectionProps {
  readonly busy: boolean;
  /** Why the last file could not be written or read; nothing was changed then. */
  readonly refusal: string | undefined;
  readonly loaded: LoadedFile | undefined;
  /** What a file is for, where it is not the pair's. */
  readonly hint?: string;
  /** What became of a file that brought no changes. */
  readonly note?: string | undefined;
  readonly onSave: () => void;
  readonly onLoad: (file: Blob) => void;
}

/** Changes carried by hand where no relay reaches: one file each way. */
export function FileSection(props: FileSectionProps) {
  const { t } = useTexts();
  return (
    <section class="section" aria-labelledby="files">
      <h2 id="files">{t.files.title}</h2>
      <p class="soft">{props.hint ?? t.files.hint}</p>
      <div class="row">
        <Button disabled={props.busy} onPress={props.onSave}>
          {t.files.save}
        </Button>
        <FileButton label={t.files.choose} disabled={props.busy} onFile={props.onLoad}>
          {t.files.load}
        </FileButton>
      </div>
      {props.refusal !== undefined && (
        <Notice kind="bad" urgent>
          {props.refusal}
        </Notice>
      )}
      {props.note !== undefined && (
        <Notice kind="good" urgent>
          {props.note}
        </Notice>
      )}
      {props.loaded && <Outcome loaded={props.loaded} />}
    </section>
  );
}

function Outcome({ loaded }: { readonly loaded: LoadedFile }) {
  const { t } = useTexts();
  const { taken, refused, waiting, reason } = loaded;
  const isWhole = refused + waiting === 0;
  return (
    <Notice kind={isWhole ? 'good' : 'warn'} urgent>
      {taken === 0 && isWhole && <p>{t.files.nothingNew}</p>}
      {taken > 0 && <p>{t.files.taken(taken)}</p>}
      {refused > 0 && <p>{t.files.refused(refused)}</p>}
      {waiting > 0 && <p>{t.files.waiting(waiting)}</p>}
      {reason !== undefined && <p>{reason}</p>}
    </Notice>
  );
}
