import { useState } from 'preact/hooks';
import { ok, type Result, type Refusal } from '@nastavnik/core/kernel';
import type { Replica } from '../../replica/replica.ts';
import { useTexts } from '../../text/language.tsx';
import { settingsSections, type SettingsSection } from '../shell/route/route.ts';
import { withDocument } from '../shell/record/with-document.ts';
import { useAction } from '../shell/use-action.ts';
import { useMembership, useWorkplace } from '../shell/workplace.tsx';
import { DevicesScreen } from './devices/DevicesScreen.tsx';
import { GeneralPage } from './general/GeneralPage.tsx';
import { PortalsPage } from './portals/PortalsPage.tsx';
import { ExchangeScreen } from './storage/ExchangeScreen.tsx';
import { StoragePage } from './storage/StoragePage.tsx';

export function SettingsScreen(props: { readonly section: SettingsSection }) {
  const { t } = useTexts();
  const { computer } = useWorkplace();
  return (
    <section class="stack">
      <h1>{t.settings.title}</h1>
      <nav aria-label={t.settings.sections}>
        <ul class="row" role="list">
          {settingsSections.map((section) => (
            <li key={section}>
              <a
                class="rail-link"
                href={`#/settings/${section}`}
                aria-current={section === props.section ? 'page' : undefined}
              >
                {t.settings[section]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {props.section === 'general' && <General />}
      {props.section === 'devices' && <DevicesScreen />}
      {props.section === 'portals' && (
        <PortalsPage
          hosts={computer.portals.value}
          onRemove={(host) => void computer.forbidPortal(host)}
        />
      )}
      {props.section === 'storage' && <Storage />}
    </section>
  );
}

function General() {
  const { replica, computer, announce } = useWorkplace();
  const { t } = useTexts();
  const [hasPin, setHasPin] = useState(replica.profile.hasPin);
  const membership = useMembership();
  const action = useAction();
  const preferences = computer.preferences.value;
  return (
    <GeneralPage
      language={preferences.language}
      hasShortcuts={preferences.hasShortcuts}
      profile={replica.profile.label}
      organisation={membership?.organisation}
      relay={replica.profile.relayUrl}
      busy={action.busy}
      refusal={action.refusal}
      hasPin={hasPin}
      onPin={(pin, done) =>
        action.run(
          () => replica.vault.setPin(pin),
          () => {
            setHasPin(pin !== undefined);
            announce(pin === undefined ? t.settings.pinGone : t.settings.pinDone);
            done();
          },
        )
      }
      onLanguage={(language) => computer.setPreferences({ ...preferences, language })}
      onShortcuts={(hasShortcuts) => computer.setPreferences({ ...preferences, hasShortcuts })}
      onOpenDistrict={() =>
        action.run(
          () => replica.ticket(),
          ({ url }) => computer.openAddress(url),
        )
      }
    />
  );
}

/** Every readable document as a file of its own; nothing is asked of the relay. */
async function exportAll(
  replica: Replica,
  saveFile: (name: string, content: Uint8Array, mediaType: string) => void,
  nameOf: (kind: string) => string,
): Promise<Result<void, Refusal>> {
  for (const { documentId, kind, value } of replica.documents().value) {
    if (value === undefined) continue;
    const name = `${nameOf(kind)} ${documentId.slice(0, 6)}.automerge`;
    await withDocument(replica, documentId, (handle) =>
      saveFile(name, handle.save(), 'application/octet-stream'),
    );
  }
  return ok(undefined);
}

function Storage() {
  const { replica, computer, saveFile } = useWorkplace();
  const { t } = useTexts();
  const action = useAction();
  const names: Readonly<Record<string, string>> = t.records.kind;
  return (
    <StoragePage
      documents={replica.documents().value.length}
      waiting={replica.sync.value.waiting.length}
      hasRelay={replica.profile.relayUrl !== undefined}
      exchange={<ExchangeScreen />}
      refusal={action.refusal}
      onExport={() => action.run(() => exportAll(replica, saveFile, (kind) => names[kind] ?? kind))}
      onWipe={() => action.run(async () => ok(await computer.wipe()))}
    />
  );
}
