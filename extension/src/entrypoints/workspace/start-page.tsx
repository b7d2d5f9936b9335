import { signal, type ReadonlySignal } from '@preact/signals';
import { render, type ComponentChildren } from 'preact';
import { browser } from 'wxt/browser';
import { initializeAutomerge } from '@nastavnik/core/documents';
import type { BackgroundMessage } from '../../messaging/background-message.ts';
import { openReplica } from '../../replica/open-replica.ts';
import { browserEnvironment } from '../../replica/profile/browser-environment.ts';
import { connectRelay } from '../../replica/profile/alone/connect-relay.ts';
import { foundAlone } from '../../replica/profile/alone/found-alone.ts';
import { joinByHand } from '../../replica/profile/alone/join-by-hand.ts';
import { admitByHand, answerByHand, offerByHand } from '../../replica/profile/alone/log-by-hand.ts';
import { inspectInvitation } from '../../replica/profile/joining/inspect-invitation.ts';
import { finishJoinings } from '../../replica/profile/joining/finish-joining.ts';
import { joinByInvitation } from '../../replica/profile/joining/join-by-invitation.ts';
import { listProfiles, wipeProfile } from '../../replica/profile/profiles.ts';
import type { Replica } from '../../replica/replica.ts';
import { readPreferences, type Preferences } from '../../screens/settings/preferences.ts';
import {
  WorkplaceProvider,
  type Computer,
  type HandDesk,
  type Workplace,
} from '../../screens/shell/workplace.tsx';
import { EntryGate } from '../../screens/welcome/EntryGate.tsx';
import type { Gateway } from '../../screens/welcome/gateway.ts';
import { LanguageProvider } from '../../text/language.tsx';
import { followPortals } from './follow-portals.ts';
import '../../ui/style/index.css';

const preferencesKey = 'preferences';
const profileKey = 'lastProfile';

const tell = (message: BackgroundMessage): void => {
  // Nobody may be listening yet; the next pulse asks again.
  browser.runtime.sendMessage(message).catch(() => undefined);
};

const gateway: Gateway = {
  list: async () => {
    await finishJoinings(browserEnvironment);
    return listProfiles();
  },
  open: (profileId) => openReplica(profileId, browserEnvironment),
  inspect: (text, relayUrl) => inspectInvitation(browserEnvironment, text, relayUrl),
  join: async (request) => {
    const joined = await joinByInvitation(browserEnvironment, request);
    if (joined.ok) tell({ type: 'profiles-changed' });
    return joined;
  },
  alone: {
    found: (founding) => foundAlone(browserEnvironment, founding),
    join: (joining) => joinByHand(browserEnvironment, joining),
    saveFile: (name, content) => saveFile(name, content, 'application/octet-stream'),
    copyText: (text) => copyText(text),
  },
  recall: async () => {
    const { [profileKey]: profileId } = await browser.storage.session.get(profileKey);
    return typeof profileId === 'string' ? profileId : undefined;
  },
  remember: (profileId) =>
    profileId === undefined
      ? browser.storage.session.remove(profileKey)
      : browser.storage.session.set({ [profileKey]: profileId }),
};

/** Settings of this computer, followed over all open pages. */
async function followPreferences() {
  const stored = await browser.storage.local.get(preferencesKey);
  const preferences = signal(readPreferences(stored[preferencesKey]));
  browser.storage.local.onChanged.addListener((changes) => {
    const change = changes[preferencesKey];
    if (change !== undefined) preferences.value = readPreferences(change.newValue);
  });
  const setPreferences = (next: Preferences): void => {
    preferences.value = next;
    void browser.storage.local.set({ [preferencesKey]: next });
  };
  return { preferences, setPreferences };
}

function saveFile(name: string, content: Uint8Array | string, mediaType: string): void {
  const part = typeof content === 'string' ? content : new Uint8Array(content);
  const address = URL.createObjectURL(new Blob([part], { type: mediaType }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

const copyText = (text: string): Promise<boolean> =>
  navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  );

/** An address of ours opens in the one tab it may already have. */
function openAddress(address: string): void {
  const url = address.startsWith('http') ? address : browser.runtime.getURL(`/${address}` as never);
  void browser.tabs.create({ url });
}

/** Where sentences are read out from. It must be there before it speaks. */
function makeAnnouncer(): (text: string) => void {
  const region = document.createElement('div');
  region.className = 'visually-hidden';
  region.setAttribute('aria-live', 'polite');
  document.body.append(region);
  return (text) => {
    region.textContent = text;
  };
}

function computerOf(
  replica: Replica,
  settings: Awaited<ReturnType<typeof followPreferences>>,
  portals: Awaited<ReturnType<typeof followPortals>>,
): Computer {
  const { profileId } = replica.profile;
  const leave = async (): Promise<void> => {
    await gateway.remember('');
    await replica.close();
    location.assign(location.pathname);
  };
  return {
    ...settings,
    ...portals,
    openAddress,
    leave: () => void leave(),
    reopen: () => {
      tell({ type: 'profiles-changed' });
      void replica.close().then(() => location.reload());
    },
    wipe: async () => {
      await replica.close();
      await wipeProfile(profileId);
      tell({ type: 'profiles-changed' });
      await gateway.remember(undefined);
      location.assign(location.pathname);
    },
  };
}

function handDeskOf({ profile: { profileId } }: Replica): HandDesk {
  return {
    offer: (logId, code) => offerByHand(browserEnvironment, profileId, { logId, code }),
    admit: (answer) => admitByHand(browserEnvironment, profileId, answer),
    answer: () => answerByHand(browserEnvironment, profileId),
    connect: (address) => connectRelay(browserEnvironment, profileId, address),
  };
}

interface PageProps {
  readonly preferences: ReadonlySignal<Preferences>;
  readonly makeWorkplace: (replica: Replica) => Workplace;
  readonly screen: (workplace: Workplace) => ComponentChildren;
}

function Page(props: PageProps) {
  const { language } = props.preferences.value;
  document.documentElement.lang = language;
  return (
    <LanguageProvider language={language}>
      <EntryGate gateway={gateway}>
        {(replica) => {
          const workplace = props.makeWorkplace(replica);
          return (
            <WorkplaceProvider workplace={workplace}>{props.screen(workplace)}</WorkplaceProvider>
          );
        }}
      </EntryGate>
    </LanguageProvider>
  );
}

/** Starts a page of the extension: the only place where screens meet the browser. */
export async function startPage(screen: PageProps['screen']): Promise<void> {
  const root = document.querySelector('#root');
  if (root === null) return;
  await initializeAutomerge(browser.runtime.getURL('/automerge.wasm' as never));
  tell({ type: 'page-opened' });
  const settings = await followPreferences();
  const portals = await followPortals();
  const announce = makeAnnouncer();
  const workplaces = new WeakMap<Replica, Workplace>();
  const makeWorkplace = (replica: Replica): Workplace => {
    const known = workplaces.get(replica);
    if (known !== undefined) return known;
    const workplace: Workplace = {
      replica,
      clock: browserEnvironment.clock,
      announce,
      copyText,
      saveFile,
      navigate: (hash) => {
        location.hash = hash;
      },
      byHand: handDeskOf(replica),
      computer: computerOf(replica, settings, portals),
    };
    workplaces.set(replica, workplace);
    return workplace;
  };
  render(
    <Page preferences={settings.preferences} makeWorkplace={makeWorkplace} screen={screen} />,
    root,
  );
}
