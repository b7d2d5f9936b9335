import {
  appendEntries,
  createEntry,
  createInvitation,
  deviceRecordOf,
  pinInvitation,
  type DeviceKey,
  type EntryBodies,
  type EntryType,
  type MembershipState,
} from '@nastavnik/core/access';
import type { Role } from '@nastavnik/core/domain';
import {
  AppError,
  createId,
  type Clock,
  type InvitationId,
  type LogId,
  type PersonId,
  type RandomSource,
} from '@nastavnik/core/kernel';
import type { RelayConnection } from './relay-connection.ts';

export interface OperatorSessionOptions {
  readonly connection: RelayConnection;
  readonly key: DeviceKey;
  readonly clock: Clock;
  readonly random: RandomSource;
}

export interface NewInvitation {
  /** To be shown once; the relay never learns it. */
  readonly code: string;
  readonly invitationId: InvitationId;
  readonly personId: PersonId;
  readonly expiresAtMs: number;
}

/** What the operator does with membership logs: every step is an entry signed by the operator. */
export interface OperatorSession {
  readonly connection: RelayConnection;
  readonly key: DeviceKey;
  /** The logs this device is in, read anew and verified entry by entry. */
  logs(): Promise<ReadonlyMap<LogId, MembershipState>>;
  /** Signs and submits one entry. Throws the relay's refusal. */
  author<Type extends EntryType>(logId: LogId, type: Type, body: EntryBodies[Type]): Promise<void>;
  /** Founds the log of an organisation under the district. */
  foundOrganisation(name: string, district: MembershipState): Promise<LogId>;
  addPerson(logId: LogId, roles: readonly Role[]): Promise<PersonId>;
  invite(
    logId: LogId,
    personId: PersonId,
    invitation: { readonly expiresAtMs: number; readonly purpose?: 'join' | 'device' | 'recovery' },
  ): Promise<NewInvitation>;
}

async function readLog(
  connection: RelayConnection,
  logId: LogId,
): Promise<MembershipState | undefined> {
  let state: MembershipState | undefined;
  for (;;) {
    const fromSeq = (state?.seq ?? -1) + 1;
    const answer = connection.next('log', (frame) => frame.logId === logId);
    connection.send({ type: 'log', logId, fromSeq });
    const { entries, more } = await answer;
    const outcome = await appendEntries(state, entries);
    if (outcome.error) throw new AppError(outcome.error.code, outcome.error.params);
    state = outcome.state;
    if (!more) return state;
  }
}

/** The operator's side of a signed-in connection. */
export function openOperatorSession(options: OperatorSessionOptions): OperatorSession {
  const { connection, key, clock, random } = options;
  const seqs = new Map<LogId, number>(
    connection.welcome.logs.map(({ logId, seq }) => [logId, seq]),
  );
  const author: OperatorSession['author'] = async (logId, type, body) => {
    const entry = await createEntry({
      signer: key.signer,
      logId,
      type,
      body,
      basedOnSeq: seqs.get(logId) ?? -1,
      clock,
      random,
    });
    seqs.set(logId, (await connection.submit(entry)).seq);
  };
  return {
    connection,
    key,
    author,
    logs: async () => {
      const states = new Map<LogId, MembershipState>();
      for (const logId of seqs.keys()) {
        const state = await readLog(connection, logId);
        if (state === undefined) continue;
        states.set(logId, state);
        seqs.set(logId, state.seq);
      }
      return states;
    },
    foundOrganisation: async (name, district) => {
      const logId = createId<LogId>(random);
      await author(logId, 'found', {
        level: 'organisation',
        name,
        districtLogId: district.logId,
        operatorPersonId: district.operator.personId,
        operator: deviceRecordOf(key, district.operator.device.label),
        sequencer: district.sequencer,
        recovery: district.recovery,
        timeZone: district.timeZone,
      });
      return logId;
    },
    addPerson: async (logId, roles) => {
      const personId = createId<PersonId>(random);
      await author(logId, 'add-member', { personId, roles: [...roles] });
      return personId;
    },
    invite: async (logId, personId, { expiresAtMs, purpose = 'join' }) => {
      const { code, key: own, invitationId, publicKey } = await createInvitation({ random });
      const { foundHash, sequencer } = (await readLog(connection, logId)) ?? {};
      if (foundHash === undefined || sequencer === undefined) throw new AppError('log-unknown');
      const pinned = { logId, foundHash, sequencerKid: sequencer.kid };
      const pin = await pinInvitation(own, pinned, personId);
      const body = { invitationId, publicKey, personId, purpose, expiresAtMs, pin };
      await author(logId, 'invite', body);
      return { code, invitationId, personId, expiresAtMs };
    },
  };
}
