import { costReader } from './cost-reader.ts';
import { quoteReader } from './quote-reader.ts';

/* Runs in the page beside the portal's own script. */
Object.assign(globalThis, { costReader, quoteReader });
