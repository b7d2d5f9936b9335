/** Terms of the Web Annotation vocabulary and ours beside them. Fixed: files in the world use them. */
export const annotationContext = 'http://www.w3.org/ns/anno.jsonld';

const ours = 'https://nastavnik.example/ns';

/** What our `FragmentSelector` values follow; `docs/spec/interchange.md` describes both. */
export const gridFragment = `${ours}/table-cell-1`;
export const proseFragment = `${ours}/passage-1`;

export const generatorIri = `${ours}/extension`;
/** Target of a note that stands on no page. */
export const workspaceIri = `${ours}/workspace`;

const scopeIri = `${ours}/page#`;
const documentIri = `${ours}/document/`;

/** IRI of a page by its keyed hashes: says that two notes share a page, never which. */
export const pageIri = (scope: { adapter: string; page: string; context: string }): string =>
  `${scopeIri}${scope.adapter}:${scope.page}:${scope.context}`;

export const linkIri = (link: { documentId: string; itemId?: string | undefined }): string =>
  `${documentIri}${link.documentId}${link.itemId === undefined ? '' : `#${link.itemId}`}`;

/** The parts behind such an IRI; `undefined` for any other. */
export function partsOfLink(iri: string): readonly [string, string | undefined] | undefined {
  if (!iri.startsWith(documentIri)) return undefined;
  const [documentId = '', itemId] = iri.slice(documentIri.length).split('#');
  return [documentId, itemId];
}
