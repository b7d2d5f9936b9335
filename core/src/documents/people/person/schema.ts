import { personKinds } from '../../../domain/index.ts';
import { choice, label, optional, record } from '../../fields/build.ts';

/** The only synced place of a personal name; dropped whole when consent is withdrawn. */
export const personSchema = record({
  lastName: optional(label(100)),
  firstName: optional(label(100)),
  patronymic: optional(label(100)),
  kind: optional(choice(personKinds)),
  position: optional(label(200)),
  phone: optional(label(40)),
  email: optional(label(120)),
});
