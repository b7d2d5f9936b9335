import type { Repo } from '@automerge/automerge-repo/slim';
import type { DocumentKindName } from '@nastavnik/core/access';
import type { CommandContext } from '@nastavnik/core/documents';
import type { DocumentId, KeyId, Refusal } from '@nastavnik/core/kernel';
import type { ProfileChannel } from '../../../messaging/profile-channel.ts';
import type { Journal } from '../../storage/journal.ts';
import type { RewriteSources } from '../../storage/history/rewrite.ts';
import type { DamageList } from '../lists/damage-list.ts';
import type { Outbox } from '../lists/outbox.ts';
import type { Summaries } from '../lists/summaries.ts';

/** What every open document of one context shares. */
export interface DocumentContext {
  readonly repo: Repo;
  readonly journal: Journal;
  readonly sources: RewriteSources;
  readonly channel: ProfileChannel;
  readonly outbox: Outbox;
  readonly damage: DamageList;
  readonly summaries: Summaries;
  /** Who acts, when, and where ids come from: handed to every command. */
  readonly commandContext: CommandContext;
  /** Author of this device's changes. */
  readonly kid: KeyId;
  readonly kindOf: (documentId: DocumentId) => DocumentKindName | undefined;
  /** Something could not be kept on this device; undefined once it can again. */
  readonly onStorage: (failure: Refusal | undefined) => void;
}
