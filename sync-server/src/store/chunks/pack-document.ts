import type { ChangeHash, DocumentId } from '@nastavnik/core/kernel';
import type { packTables } from '../tables/pack-tables.ts';
import { chunkHash } from './chunk-hash.ts';
import { pack, unpack } from './pack.ts';

/** Fewer loose changes than this are left as they are. */
const minChanges = 32;
/** One transaction deletes this many rows at most. */
const maxChanges = 256;

export interface PackingServices {
  readonly tables: ReturnType<typeof packTables>;
  /** One transaction; resolves when it is on disk. */
  readonly run: (work: () => void) => Promise<void>;
  readonly setAside: (documentId: DocumentId, hashes: readonly ChangeHash[]) => Promise<void>;
}

export type PackingStep = 'set aside' | 'packed' | 'written' | 'discarded' | 'proved';

/**
 * Moves old changes, which the snapshot covers, into packs. The sources of a pack go only after it
 * was read back and every change in it had its name; the generator pauses after each step, and may
 * be left at any of them: what is unfinished is taken up or discarded the next time.
 */
export async function* packDocument(
  documentId: DocumentId,
  { tables, run, setAside }: PackingServices,
): AsyncGenerator<PackingStep, void> {
  for (;;) {
    const written = tables.unproved(documentId);
    if (written) {
      const isWhole = unpack(written).damaged.length === 0;
      await run(() =>
        isWhole ? tables.prove(documentId, written) : tables.discard(documentId, written),
      );
      yield isWhole ? 'proved' : 'discarded';
      if (!isWhole) return;
      continue;
    }
    const sources = tables.covered(documentId, maxChanges);
    if (sources.length < minChanges) return;
    const damaged = sources.filter(({ hash, bytes }) => chunkHash(bytes) !== hash);
    if (damaged.length > 0) {
      await setAside(
        documentId,
        damaged.map(({ hash }) => hash),
      );
      yield 'set aside';
      continue;
    }
    const packed = await pack(sources);
    yield 'packed';
    await run(() => tables.add(documentId, packed));
    yield 'written';
    // A document that was dropped meanwhile takes no pack.
    if (tables.unproved(documentId) === undefined) return;
  }
}
