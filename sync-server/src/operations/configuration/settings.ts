interface Described {
  /** Unit shown in the template, where the number alone does not say it. */
  readonly unit?: 'ms' | 's' | 'min' | 'h' | 'bytes';
}

export interface TextSetting extends Described {
  readonly type: 'text';
  readonly default: string;
  /** A pattern the value must match; its meaning stands in the reason. */
  readonly pattern?: RegExp;
}

export interface IntegerSetting extends Described {
  readonly type: 'integer';
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

export interface ChoiceSetting<Choice extends string = string> extends Described {
  readonly type: 'choice';
  readonly default: Choice;
  readonly choices: readonly Choice[];
}

export interface ListSetting extends Described {
  readonly type: 'list';
  readonly default: readonly string[];
}

export type Setting = TextSetting | IntegerSetting | ChoiceSetting | ListSetting;

const text = (value: string, pattern?: RegExp): TextSetting =>
  pattern === undefined
    ? { type: 'text', default: value }
    : { type: 'text', default: value, pattern };

const integer = (
  value: number,
  [min, max]: readonly [number, number],
  unit?: Described['unit'],
): IntegerSetting =>
  unit === undefined
    ? { type: 'integer', default: value, min, max }
    : { type: 'integer', default: value, min, max, unit };

const choice = <const Choice extends string>(
  value: NoInfer<Choice>,
  choices: readonly Choice[],
): ChoiceSetting<Choice> => ({ type: 'choice', default: value, choices });

const list = (): ListSetting => ({ type: 'list', default: [] });

/**
 * Every setting of a relay, once: the parser, the commented template, the environment overrides
 * and `config print` are made from this table. Why each exists is said in `operations/text`.
 */
export const settings = {
  server: {
    host: text('127.0.0.1'),
    port: integer(8787, [0, 65_535]),
    publicUrl: text('', /^($|https?:\/\/[^\s/]+$)/),
    trustedProxies: list(),
    allowedOrigins: list(),
    allowedHosts: list(),
  },
  store: {
    folder: text('data', /\S/),
  },
  keys: {
    relay: text(''),
    operator: text(''),
  },
  documents: {
    workers: integer(2, [1, 16]),
    idleMinutes: integer(10, [1, 1440], 'min'),
  },
  backup: {
    everyHours: integer(24, [0, 168], 'h'),
    folder: text(''),
    relayKey: choice('include', ['include', 'leave']),
    keepHours: integer(24, [0, 168]),
    keepDays: integer(7, [0, 366]),
    keepWeeks: integer(4, [0, 520]),
  },
  log: {
    level: choice('info', ['error', 'warn', 'info', 'debug', 'silent']),
    format: choice('json', ['json', 'pretty']),
  },
  metrics: {
    listen: text('', /^($|(\S+):\d{1,5}$)/),
    tokenFile: text(''),
  },
  pages: {
    language: choice('ru', ['ru', 'en']),
    sessionHours: integer(8, [1, 72], 'h'),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, Setting>>>>;

type ValueOf<S extends Setting> =
  S extends ChoiceSetting<infer Choice>
    ? Choice
    : S extends IntegerSetting
      ? number
      : S extends ListSetting
        ? readonly string[]
        : string;

export type SectionName = keyof typeof settings;

/** A complete configuration: every setting has its value, from flag, environment, file or default. */
export type Configuration = {
  readonly [Section in SectionName]: {
    readonly [
      Name in keyof (typeof settings)[Section]
    ]: (typeof settings)[Section][Name] extends Setting
      ? ValueOf<(typeof settings)[Section][Name]>
      : never;
  };
};

/** `section.name` of every setting, as code spells it: the key of the reasons' table. */
export type SettingName = {
  [Section in SectionName]: `${Section}.${keyof (typeof settings)[Section] & string}`;
}[SectionName];

export interface SettingEntry {
  readonly section: SectionName;
  readonly name: string;
  /** `section.name`. */
  readonly id: SettingName;
  /** How the file spells it: `section.snake_case`. */
  readonly fileKey: string;
  /** How the environment spells it: `NASTAVNIK_SECTION_SNAKE_CASE`. */
  readonly envKey: string;
  readonly setting: Setting;
}

export const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Every setting with its three spellings, in the order of the template. */
export const settingEntries: readonly SettingEntry[] = Object.entries(settings).flatMap(
  ([section, entries]) =>
    Object.entries(entries).map(([name, setting]: [string, Setting]) => ({
      section: section as SectionName,
      name,
      id: `${section}.${name}` as SettingName,
      fileKey: `${section}.${snakeCase(name)}`,
      envKey: `NASTAVNIK_${section}_${snakeCase(name)}`.toUpperCase(),
      setting,
    })),
);
