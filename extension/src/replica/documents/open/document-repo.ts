import { Repo, type PeerId } from '@automerge/automerge-repo/slim';
import type { DocumentId } from '@nastavnik/core/kernel';
import type { IdbStorageAdapter } from '../../storage/idb-storage-adapter.ts';

export interface DocumentRepoOptions {
  readonly storage: IdbStorageAdapter;
  readonly peerName: string;
  /** Whether the relay knows the document by its membership log yet. */
  readonly isAnnounced: (documentId: DocumentId) => boolean;
}

/**
 * automerge-repo's Repo, reading from the person's database and writing nothing: saving is the
 * journal's. (Its own saving answers an unloaded handle by saving an empty document.)
 */
export function createDocumentRepo(options: DocumentRepoOptions): Repo {
  const repo = new Repo({
    peerId: options.peerName as PeerId,
    storage: options.storage,
    isEphemeral: true,
    shareConfig: {
      announce: async (_peer, documentId) =>
        documentId !== undefined && options.isAnnounced(documentId as string as DocumentId),
      access: async () => true,
    },
  });
  if (repo.storageSubsystem) {
    repo.storageSubsystem.saveDoc = async () => {};
    repo.storageSubsystem.saveSyncState = async () => {};
  }
  return repo;
}
