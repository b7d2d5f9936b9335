import type { Texts } from '../ru/index.ts';
import { phrases } from './phrases.ts';
import { notes, register, roadmap, today } from './organisation.ts';
import { alone, files } from './files.ts';
import { pairs } from './pairs.ts';
import { programme } from './programme.ts';
import { records, waiting } from './terms/records.ts';
import { devices, people, portals, settings, storage } from './settings.ts';
import { shell, status } from './shell.ts';
import { labels, statements } from './terms/statements.ts';
import { vocabulary } from './terms/vocabulary.ts';
import { welcome } from './welcome.ts';

/** A text that Russian has and English lacks does not compile. */
export const en: Texts = {
  alone,
  common: phrases,
  devices,
  files,
  labels,
  notes,
  pairs,
  people,
  portals,
  programme,
  records,
  register,
  roadmap,
  settings,
  shell,
  statements,
  status,
  storage,
  today,
  vocabulary,
  waiting,
  welcome,
};
