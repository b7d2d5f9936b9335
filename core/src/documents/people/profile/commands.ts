import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { profileSchema } from './schema.ts';

const { fields } = profileSchema;

export const profileCommands = {
  /** `mentor` and `mentee` take the names to write inside them. */
  edit: editFields(profileSchema, [
    'personId',
    'subjects',
    'education',
    'qualificationCategory',
    'teachingSince',
    'mentor',
    'mentee',
  ]),
  competences: collection('competences', fields.competences),
  results: collection('results', fields.results),
  training: collection('training', fields.training),
} as const;
