import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { Download, Trash2 } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface StoragePageProps {
  readonly documents: number;
  /** Changes that would be lost with this device. */
  readonly waiting: number;
  readonly hasRelay: boolean;
  /** Files of everything, and the way to a relay. */
  readonly exchange: ComponentChildren;
  readonly refusal: string | undefined;
  readonly onExport: () => void;
  readonly onWipe: () => void;
}

/** What is kept here, a way to take it along, and a way to erase it. */
export function StoragePage(props: StoragePageProps) {
  const { t } = useTexts();
  const [isAsking, setAsking] = useState(false);
  return (
    <section class="stack measure" aria-labelledby="storage">
      <h2 id="storage">{t.storage.title}</h2>
      <dl class="facts">
        <dt>{t.storage.stored}</dt>
        <dd>{t.storage.documents(props.documents)}</dd>
        <dt>{props.hasRelay ? t.storage.waiting : t.storage.onlyHere}</dt>
        <dd>{t.waiting.changes(props.waiting)}</dd>
      </dl>
      <p class="soft">{t.storage.pageHint}</p>
      {props.exchange}
      <section class="section" aria-labelledby="export">
        <h3 id="export">{t.storage.export}</h3>
        <p class="soft">{t.storage.exportHint}</p>
        <div>
          <Button icon={Download} onPress={props.onExport}>
            {t.storage.export}
          </Button>
        </div>
      </section>
      <section class="section" aria-labelledby="wipe">
        <h3 id="wipe">{t.storage.wipeTitle}</h3>
        <p class="soft">{t.storage.wipeHint}</p>
        {props.refusal !== undefined && (
          <Notice kind="bad" urgent>
            {props.refusal}
          </Notice>
        )}
        <div>
          <Button kind="danger" icon={Trash2} onPress={() => setAsking(true)}>
            {t.storage.wipe}
          </Button>
        </div>
      </section>
      {isAsking && (
        <Dialog title={t.storage.wipeTitle} onClose={() => setAsking(false)}>
          <div class="stack">
            <p>{t.storage.wipeHint}</p>
            {props.waiting > 0 && (
              <Notice kind="warn">{t.storage.wipeWaiting(props.waiting)}</Notice>
            )}
            <div class="row">
              <Button kind="danger" onPress={props.onWipe}>
                {t.storage.wipeConfirm}
              </Button>
              <Button onPress={() => setAsking(false)}>{t.common.cancel}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
