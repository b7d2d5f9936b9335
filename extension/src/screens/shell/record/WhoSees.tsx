import { useState } from 'preact/hooks';
import { Eye } from 'lucide-preact';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface ReaderView {
  readonly key: string;
  readonly name: string;
  /** Why, as words: roles and parts. */
  readonly because: readonly string[];
}

/** «Кто это видит»: the same answer that the relay would give. */
export function WhoSees(props: { readonly readers: readonly ReaderView[] }) {
  const { t } = useTexts();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="quiet" icon={Eye} onPress={() => setOpen(true)}>
        {t.common.whoSees}
      </Button>
      {isOpen && (
        <Dialog title={t.common.whoSees} onClose={() => setOpen(false)}>
          <div class="stack">
            <p class="soft">{t.common.whoSeesHint}</p>
            <ul class="list" role="list">
              {props.readers.map((reader) => (
                <li key={reader.key}>
                  <span>{reader.name}</span>
                  <span class="small soft">{reader.because.join(', ')}</span>
                </li>
              ))}
            </ul>
          </div>
        </Dialog>
      )}
    </>
  );
}
