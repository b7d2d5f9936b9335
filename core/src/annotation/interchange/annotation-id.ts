import { bytesToHex, crockford, hexToBytes, isId, type ItemId } from '../../kernel/index.ts';

const uuidPattern =
  /^urn:uuid:([0-9a-f]{8})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{4})-([0-9a-f]{12})$/;

/** 16 bytes as an IRI. */
export function uuidIri(bytes: Uint8Array): string {
  const hex = bytesToHex(bytes.slice(0, 16));
  const cuts = [0, 8, 12, 16, 20, 32];
  return `urn:uuid:${cuts
    .slice(1)
    .map((end, i) => hex.slice(cuts[i], end))
    .join('-')}`;
}

/** The id of a note as an IRI. Both hold the same 128 bits, so an import knows its own notes. */
export const annotationIri = (id: ItemId): string => uuidIri(crockford.decode(id));

/** The note behind such an IRI; `undefined` for any other. */
export function noteIdOf(iri: string): ItemId | undefined {
  const found = uuidPattern.exec(iri);
  if (!found) return undefined;
  const id = crockford.encode(hexToBytes(found.slice(1).join('')));
  return isId(id) ? (id as ItemId) : undefined;
}
