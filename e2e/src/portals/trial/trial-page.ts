import { NoteReader } from './note-reader.ts';

/* Runs in the page beside the portal's own script. */
Object.assign(globalThis, { noteReader: new NoteReader() });
