import type { Role } from '../../domain/person/role.ts';
import type {
  DocumentId,
  EntryId,
  InvitationId,
  KeyId,
  LogId,
  PersonId,
} from '../../kernel/index.ts';
import type { DeviceRecord, PublicKeyRecord } from '../keys/public-key.ts';
import type { DocumentRecord } from '../rights/document-record.ts';
import type { EntryBodies } from './entry.ts';

/** A person of this log; no roles means the person has left. */
export interface Member {
  readonly personId: PersonId;
  readonly roles: readonly Role[];
  readonly joinedAtSeq: number;
}

export interface MemberDevice extends DeviceRecord {
  readonly personId: PersonId;
  readonly addedAtSeq: number;
  /** From this seq on nothing the device signs is accepted. */
  readonly revokedAtSeq?: number;
}

export type IssuedInvitation = EntryBodies['invite'] & {
  readonly invitedBy: PersonId;
  /** The key that issued it; when that is revoked, nobody comes in by it any more. */
  readonly invitedWith: KeyId;
  readonly usedAtSeq?: number;
};

export interface AnnouncedDocument {
  readonly record: DocumentRecord;
  readonly createdBy: PersonId;
  readonly createdAtSeq: number;
  /** Dropped or erased; the id is refused for ever. */
  readonly droppedAtSeq?: number;
  /** Where the content went on, when it was erased rather than dropped. */
  readonly successor?: DocumentId;
}

/** A dated permission to read one document (INV-12). */
export type Grant = EntryBodies['grant'] & {
  readonly grantedBy: PersonId;
  readonly atMs: number;
  readonly revokedAtSeq?: number;
};

/** What a membership log says up to `seq`. The same chain gives the same state everywhere. */
export interface MembershipState {
  readonly logId: LogId;
  readonly level: 'district' | 'organisation';
  readonly name: string;
  readonly districtLogId?: LogId;
  /** IANA name; «сегодня» of this organisation. */
  readonly timeZone: string;
  /** Content hash of the first envelope: what an invitation pins. */
  readonly foundHash: string;
  /** Seq of the last entry. */
  readonly seq: number;
  /** Content hash of the last envelope. */
  readonly headHash: string;
  /** True once an entry of a newer version was met: reading goes on, authoring stops. */
  readonly readOnly: boolean;
  /** What withheld, erased or unreadable bodies may have said: there the state knows less. */
  readonly gaps: { readonly members: boolean; readonly documents: boolean };
  readonly operator: { readonly personId: PersonId; readonly device: DeviceRecord };
  readonly sequencer: PublicKeyRecord;
  readonly recovery: PublicKeyRecord;
  readonly entryIds: ReadonlySet<EntryId>;
  readonly members: ReadonlyMap<PersonId, Member>;
  readonly devices: ReadonlyMap<KeyId, MemberDevice>;
  readonly invitations: ReadonlyMap<InvitationId, IssuedInvitation>;
  readonly documents: ReadonlyMap<DocumentId, AnnouncedDocument>;
  readonly grants: ReadonlyMap<EntryId, Grant>;
  readonly policies: ReadonlyMap<string, string | number | boolean>;
}

type Writable<T> =
  T extends ReadonlyMap<infer Key, infer Value>
    ? Map<Key, Value>
    : T extends ReadonlySet<infer Item>
      ? Set<Item>
      : T;

/** A state being built. Maps are copied once per batch, not once per entry. */
export type MembershipDraft = {
  -readonly [Key in keyof MembershipState]: Writable<MembershipState[Key]>;
};

export function draftOf(state: MembershipState): MembershipDraft {
  return {
    ...state,
    entryIds: new Set(state.entryIds),
    members: new Map(state.members),
    devices: new Map(state.devices),
    invitations: new Map(state.invitations),
    documents: new Map(state.documents),
    grants: new Map(state.grants),
    policies: new Map(state.policies),
  };
}
