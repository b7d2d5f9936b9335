import { isDocumentId, type DocumentId } from '@nastavnik/core/kernel';

export const settingsSections = ['general', 'devices', 'portals', 'storage'] as const;
export type SettingsSection = (typeof settingsSections)[number];

/** Screens without a document of their own. */
export const plainScreens = [
  'today',
  'pairs',
  'programmes',
  'register',
  'roadmaps',
  'notes',
  'people',
  'waiting',
] as const;
export type PlainScreen = (typeof plainScreens)[number];

export type Route =
  | { readonly screen: PlainScreen }
  | { readonly screen: 'newPair' }
  | { readonly screen: 'pair' | 'programme' | 'roadmap'; readonly documentId: DocumentId }
  | { readonly screen: 'settings'; readonly section: SettingsSection }
  | { readonly screen: 'notFound' };

const isPlain = (text: string): text is PlainScreen =>
  (plainScreens as readonly string[]).includes(text);

const isSection = (text: string): text is SettingsSection =>
  (settingsSections as readonly string[]).includes(text);

/** Reads `#/pairs/…`. Total: an address that names nothing is `notFound`, an empty one is today. */
export function parseRoute(hash: string): Route {
  const [first = '', second, ...rest] = hash.replace(/^#\/?/, '').split('/');
  if (rest.length > 0) return { screen: 'notFound' };
  if (first === '') return { screen: 'today' };
  if (first === 'settings') {
    if (second === undefined) return { screen: 'settings', section: 'general' };
    return isSection(second) ? { screen: 'settings', section: second } : { screen: 'notFound' };
  }
  if (second === undefined) return isPlain(first) ? { screen: first } : { screen: 'notFound' };
  if (first === 'pairs' && second === 'new') return { screen: 'newPair' };
  const single = { pairs: 'pair', programmes: 'programme', roadmaps: 'roadmap' } as const;
  if (!Object.hasOwn(single, first) || !isDocumentId(second)) return { screen: 'notFound' };
  return { screen: single[first as keyof typeof single], documentId: second };
}

/** The section of the navigation that a route belongs to. */
export function sectionOf(route: Route): PlainScreen | 'settings' | undefined {
  switch (route.screen) {
    case 'pair':
    case 'newPair':
      return 'pairs';
    case 'programme':
      return 'programmes';
    case 'roadmap':
      return 'roadmaps';
    case 'notFound':
      return undefined;
    default:
      return route.screen;
  }
}
