export interface AddressParts {
  /** The path without what changes although the page is the same. */
  readonly path?: string;
  /** Names of the query's parts that say which page it is; everything else is dropped. */
  readonly query?: readonly string[];
  /** True where the fragment is the route. */
  readonly hash?: boolean;
}

/** The address that names a page: origin, path and the listed parts of the query in their order. */
export function pageAddress(location: Location, parts: AddressParts = {}): string {
  const given = new URLSearchParams(location.search);
  const kept = (parts.query ?? []).flatMap((name) => {
    const value = given.get(name);
    return value === null ? [] : [`${name}=${encodeURIComponent(value)}`];
  });
  const query = kept.length > 0 ? `?${kept.join('&')}` : '';
  const hash = parts.hash === true ? location.hash : '';
  const address = location.origin + (parts.path ?? location.pathname) + query + hash;
  return address.slice(0, longestAddress);
}

/** What a message to the panel may carry. */
const longestAddress = 2000;
