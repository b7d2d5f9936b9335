import { editFields } from '../../fields/writing/edit-fields.ts';
import { personSchema } from './schema.ts';

export const personCommands = {
  edit: editFields(personSchema, [
    'lastName',
    'firstName',
    'patronymic',
    'kind',
    'position',
    'phone',
    'email',
  ]),
} as const;
