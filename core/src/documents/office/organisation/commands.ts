import { collection } from '../../fields/entities/collection.ts';
import { editFields } from '../../fields/writing/edit-fields.ts';
import { organisationSchema } from './schema.ts';

const { fields } = organisationSchema;

export const organisationCommands = {
  /** Names of the office, its flags, who provides what, and the settings of the contradictions. */
  edit: editFields(organisationSchema, [
    'fullName',
    'shortName',
    'kind',
    'inn',
    'siteUrl',
    'mentoringSectionUrl',
    'flags',
    'contour',
    'policies',
  ]),
  legalActs: collection('legalActs', fields.legalActs),
  acknowledgements: collection('acknowledgements', fields.acknowledgements),
  stageLog: collection('stageLog', fields.stageLog),
  readiness: collection('readiness', fields.readiness),
  resources: collection('resources', fields.resources),
  partners: collection('partners', fields.partners),
  publications: collection('publications', fields.publications),
} as const;
