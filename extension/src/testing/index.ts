export { openReplica } from '../replica/open-replica.ts';
export type { Environment } from '../replica/profile/environment.ts';
export { connectRelay } from '../replica/profile/alone/connect-relay.ts';
export { foundAlone } from '../replica/profile/alone/found-alone.ts';
export { joinByHand } from '../replica/profile/alone/join-by-hand.ts';
export { admitByHand, offerByHand } from '../replica/profile/alone/log-by-hand.ts';
export { finishJoinings } from '../replica/profile/joining/finish-joining.ts';
export { joinByInvitation } from '../replica/profile/joining/join-by-invitation.ts';
export { listProfiles, wipeProfile } from '../replica/profile/profiles.ts';
export type {
  DocumentHandle,
  DocumentStatus,
  InvitationOffer,
  NewDocument,
  Replica,
  SyncStatus,
} from '../replica/replica.ts';
export { openPersonDatabase, type PersonDatabase } from '../replica/storage/person-database.ts';
export { copyDatabase, restoreDatabase, type DatabaseCopy } from './database-copy.ts';
export { sampleEnvironment } from './sample-environment.ts';
