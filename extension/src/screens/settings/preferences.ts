import type { Language } from '@nastavnik/core/kernel';

/** Settings of this computer, the same for every person on it. Nothing personal. */
export interface Preferences {
  readonly v: 1;
  readonly language: Language;
  readonly hasShortcuts: boolean;
}

export const defaultPreferences: Preferences = { v: 1, language: 'ru', hasShortcuts: true };

/** Stored settings, with a default wherever something is missing or of another version. */
export function readPreferences(stored: unknown): Preferences {
  if (typeof stored !== 'object' || stored === null) return defaultPreferences;
  const { language, hasShortcuts } = stored as Partial<Record<keyof Preferences, unknown>>;
  return {
    v: 1,
    language: language === 'en' ? 'en' : defaultPreferences.language,
    hasShortcuts:
      typeof hasShortcuts === 'boolean' ? hasShortcuts : defaultPreferences.hasShortcuts,
  };
}
