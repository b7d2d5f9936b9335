import { useState } from 'preact/hooks';
import { Button } from '../../../ui/Button.tsx';
import { Dialog } from '../../../ui/Dialog.tsx';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { useTexts } from '../../../text/language.tsx';

export interface PortalsPageProps {
  /** Hosts on which notes are allowed. */
  readonly hosts: readonly string[];
  readonly onRemove: (host: string) => void;
}

export function PortalsPage(props: PortalsPageProps) {
  const { t } = useTexts();
  const [asked, setAsked] = useState<string>();
  return (
    <section class="stack measure" aria-labelledby="portals">
      <h2 id="portals">{t.portals.title}</h2>
      <p class="soft">{t.portals.hint}</p>
      {props.hosts.length === 0 && <EmptyState text={t.portals.empty} />}
      <ul class="list" role="list">
        {props.hosts.map((host) => (
          <li key={host}>
            <div class="row-spread">
              <span class="mono">{host}</span>
              <Button onPress={() => setAsked(host)}>{t.portals.remove}</Button>
            </div>
          </li>
        ))}
      </ul>
      {asked !== undefined && (
        <Dialog title={t.portals.remove} onClose={() => setAsked(undefined)}>
          <div class="stack">
            <p>{t.portals.removeConfirm(asked)}</p>
            <div class="row">
              <Button
                kind="danger"
                onPress={() => {
                  props.onRemove(asked);
                  setAsked(undefined);
                }}
              >
                {t.portals.remove}
              </Button>
              <Button onPress={() => setAsked(undefined)}>{t.common.cancel}</Button>
            </div>
          </div>
        </Dialog>
      )}
    </section>
  );
}
