import { brokenMusts } from './annotation-musts.ts';

interface Page {
  readonly id?: unknown;
  readonly type?: unknown;
  readonly partOf?: unknown;
  readonly startIndex?: unknown;
  readonly items?: unknown;
}

interface Collection {
  readonly '@context'?: unknown;
  readonly id?: unknown;
  readonly type?: unknown;
  readonly total?: unknown;
  readonly first?: Page;
}

/** The musts of section 5 for a collection with its one page, and those of every annotation in it. */
export function brokenCollectionMusts(json: object): readonly string[] {
  const collection: Collection = json;
  const page = collection.first;
  const items = Array.isArray(page?.items) ? (page.items as readonly unknown[]) : [];
  const holds: readonly (readonly [boolean, string])[] = [
    [collection['@context'] === 'http://www.w3.org/ns/anno.jsonld', '5.1 context'],
    [collection.type === 'AnnotationCollection', '5.1 type'],
    [typeof collection.id === 'string', '5.1 exactly one id'],
    [collection.total === items.length, '5.1 the total is that of the items'],
    [page !== undefined || collection.total === 0, '5.1 a collection with annotations has a page'],
    [page === undefined || page.type === 'AnnotationPage', '5.2 type of the page'],
    [page === undefined || typeof page.id === 'string', '5.2 exactly one id of the page'],
    [page === undefined || page.partOf === collection.id, '5.2 the page is part of its collection'],
    [page === undefined || Array.isArray(page.items), '5.2 a page has its items'],
  ];
  return [
    ...holds.filter(([isKept]) => !isKept).map(([, what]) => what),
    ...items.flatMap(brokenMusts),
  ];
}
