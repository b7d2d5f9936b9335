export { extensionPath } from '../browser/launch.ts';
export { Person } from './person.ts';
