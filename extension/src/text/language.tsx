import { createContext, type ComponentChildren } from 'preact';
import { useContext, useMemo } from 'preact/hooks';
import { describeRefusal, type Language, type Refusal } from '@nastavnik/core/kernel';
import { en } from './en/index.ts';
import { createFormats, type Formats } from './formats.ts';
import { ru, type Texts } from './ru/index.ts';

export const tables: Readonly<Record<Language, Texts>> = { ru, en };

export const languages: readonly Language[] = ['ru', 'en'];

/** Everything a component needs to speak. */
export interface Speech {
  readonly language: Language;
  readonly t: Texts;
  readonly formats: Formats;
  readonly describe: (refusal: Refusal) => string;
}

export function createSpeech(language: Language, timeZone?: string): Speech {
  return {
    language,
    t: tables[language],
    formats: createFormats(language, timeZone),
    describe: (refusal) => describeRefusal(refusal, language),
  };
}

const SpeechContext = createContext<Speech>(createSpeech('ru'));

export interface LanguageProviderProps {
  readonly language: Language;
  readonly timeZone?: string | undefined;
  readonly children: ComponentChildren;
}

/** Language of everything below, changed in the product and not by the browser. */
export function LanguageProvider(props: LanguageProviderProps) {
  const speech = useMemo(
    () => createSpeech(props.language, props.timeZone),
    [props.language, props.timeZone],
  );
  return <SpeechContext.Provider value={speech}>{props.children}</SpeechContext.Provider>;
}

export const useTexts = (): Speech => useContext(SpeechContext);
