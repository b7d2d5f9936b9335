import { createContext, type ComponentChildren } from 'preact';
import { useContext } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import type { Clock, LogId, Refusal, Result } from '@nastavnik/core/kernel';
import type { Role } from '@nastavnik/core/domain';
import type { Replica } from '../../replica/replica.ts';
import type { Preferences } from '../settings/preferences.ts';

/** What every hook below may use. Wired by the entrypoints; components never read it. */
export interface Workplace {
  readonly replica: Replica;
  readonly clock: Clock;
  /** Reads a sentence out to those who use a screen reader. */
  readonly announce: (text: string) => void;
  /** Puts a text on the clipboard; false when the browser refused. */
  readonly copyText: (text: string) => Promise<boolean>;
  /** Gives the person a file to keep. */
  readonly saveFile: (name: string, content: Uint8Array | string, mediaType: string) => void;
  readonly navigate: (hash: string) => void;
  /** What goes from hand to hand where there is no relay. */
  readonly byHand: HandDesk;
  /** This computer: settings, allowed portals, and the way out. */
  readonly computer: Computer;
}

/** Two people's small files, and the way to a relay. */
export interface HandDesk {
  /** The file for whoever is told the code. */
  readonly offer: (logId: LogId, code: string) => Promise<Result<string, Refusal>>;
  /** Lets a new member's device in by the answer it gave. */
  readonly admit: (answer: string) => Promise<Result<string, Refusal>>;
  /** This device's own answer, as long as it has not been let in. */
  readonly answer: () => Promise<string | undefined>;
  /** Takes a relay that proves the key the log names; `reopen` begins to work with it. */
  readonly connect: (address: string) => Promise<Result<void, Refusal>>;
}

/** What belongs to the computer and not to the person. */
export interface Computer {
  readonly preferences: ReadonlySignal<Preferences>;
  readonly setPreferences: (preferences: Preferences) => void;
  /** Hosts on which page notes are allowed. */
  readonly portals: ReadonlySignal<readonly string[]>;
  readonly allowPortal: (host: string) => Promise<boolean>;
  readonly forbidPortal: (host: string) => Promise<void>;
  readonly openAddress: (address: string) => void;
  /** Puts this person's workplace away, so that another may sit down. */
  readonly leave: () => void;
  /** Opens this person's workplace anew. */
  readonly reopen: () => void;
  /** Destroys everything this computer holds of the person. */
  readonly wipe: () => Promise<void>;
}

const WorkplaceContext = createContext<Workplace | undefined>(undefined);

export function WorkplaceProvider(props: {
  readonly workplace: Workplace;
  readonly children: ComponentChildren;
}) {
  return (
    <WorkplaceContext.Provider value={props.workplace}>{props.children}</WorkplaceContext.Provider>
  );
}

export function useWorkplace(): Workplace {
  const workplace = useContext(WorkplaceContext);
  if (workplace === undefined) throw new Error('a screen outside its WorkplaceProvider');
  return workplace;
}

/** The person's own organisation and roles; the district's log comes only where there is no other. */
export interface Membership {
  readonly logId: LogId;
  readonly organisation: string;
  readonly level: 'district' | 'organisation';
  readonly timeZone: string;
  readonly roles: readonly Role[];
}

export function useMembership(): Membership | undefined {
  const { replica } = useWorkplace();
  const own = [...replica.membership.value.values()]
    .map((state) => ({
      logId: state.logId,
      organisation: state.name,
      level: state.level,
      timeZone: state.timeZone,
      roles: state.members.get(replica.profile.personId)?.roles ?? [],
    }))
    .filter((membership) => membership.roles.length > 0);
  return own.find((membership) => membership.level === 'organisation') ?? own[0];
}
