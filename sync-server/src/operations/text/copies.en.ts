import type { CopiesTexts } from './copies.ru.ts';

/** English twin of `copies.ru.ts`. */
export const copiesEn: CopiesTexts = {
  findings: {
    'file-missing': 'The file is missing.',
    'file-size': 'The file’s size is not that of the day the copy was made.',
    'file-digest': 'The file’s content has changed since the copy was made.',
    'manifest-damaged': 'The copy’s manifest is damaged or not signed by its relay.',
    'key-damaged': 'The relay key in the copy is damaged or another’s.',
    'schema-newer': 'The data was written by a newer version. Update the relay.',
    'database-damaged': 'The database cannot be read whole. Restore the last verified copy.',
    'chunk-damaged':
      'Changes of the document are damaged. Do not delete them: devices will send whole ones; else restore a copy.',
    'heads-differ':
      'The document does not come to the state that is written down. Restore the last verified copy.',
    'orphan-changes':
      'There are changes without a document. They harm nothing; tell the developers.',
    'log-broken':
      'The chain of a membership log is broken. A relay will not start with it: restore the last verified copy.',
    'counts-differ': 'Documents, changes or entries are not as many as the manifest says.',
    'digest-differs': 'The state of the documents is not the one in the manifest.',
    'changes-set-aside':
      'Damaged changes were put aside; the relay takes whole ones from devices when they connect.',
    'document-set-aside': 'The document was put aside and is not served. Look at it: doc inspect.',
  },
  usage: [
    '  backup create           make a copy (the relay may run) and prove it by restoring it',
    '      --without-key       leave the relay key out of the copy',
    '  backup list             list the copies',
    '  backup verify           check a copy (the latest without --from)',
    '      --from COPY         name, path or latest',
    '  backup prune            delete the copies that the settings do not keep',
    '  restore --from COPY     put a copy in place of the data; the present data is moved aside',
    '      --dry-run           only say what would change',
    '      --force             restore a damaged copy, or another relay’s',
    '  export                  write an organisation’s changes and log to one signed file',
    '      --org NAME          organisation: name or log id',
    '      --to FILE           where to (ending in .nastavnik)',
    '  import FILE             take an exchange file in through the checks of the wire',
  ],
  created: (path, documents, changes) =>
    `Copy: ${path} (documents: ${documents}, changes: ${changes}).`,
  tested: (documents, chunks, entries) =>
    `The copy was restored for a test and agrees: ${documents} documents, ${chunks} changes, ${entries} log entries.`,
  keyInside:
    'The copy holds the relay key: whoever has it can pose as the relay. Keep it like a key. The operator key is not in it.',
  keyOutside:
    'The relay key is not in the copy. Keep it elsewhere: without it devices will not accept the restored relay.',
  found: (subject, count, text) =>
    `${subject}${count === undefined || count === 1 ? '' : ` (${count})`}: ${text}`,
  line: (name, bytes, state) => `${name}  ${(bytes / 1_048_576).toFixed(1)} MiB  ${state}`,
  states: { whole: 'verified', failed: 'failed its test', damaged: 'manifest damaged' },
  noCopies: (folder) => `There are no copies in ${folder}. To make one: backup create.`,
  good: (path) => `The copy is whole: ${path}.`,
  bad: (path) => `The copy is damaged: ${path}. Do not rely on it; make a new one.`,
  pruned: (deleted, kept) => `Copies deleted: ${deleted}, kept: ${kept}.`,
  comparison: {
    documentsLost: 'Documents that would go',
    documentsGained: 'Documents that would come back',
    changesLost: 'Changes that would go',
    changesGained: 'Changes that would come back',
    entriesLost: 'Log entries that would go',
    entriesGained: 'Log entries that would come back',
  },
  nothingToCompare: 'There is no present data, or it cannot be read: nothing to compare with.',
  dryRun: 'This was a trial; nothing was changed.',
  restored: (folder) => `The copy is in place: ${folder}.`,
  aside: (folder) => `The data from before is in ${folder}. Delete it once you see all is there.`,
  exported: (path, documents, changes) =>
    `Written: ${path} (documents: ${documents}, changes: ${changes}). It holds people’s data: pass it on by hand.`,
  imported: (documents, { taken, known, refused, waiting }, entries) =>
    `Documents in the file: ${documents}. Changes taken: ${taken}, here before: ${known}, refused: ${refused}, waiting: ${waiting}. Log entries given back: ${entries}.`,
  afterRestore: 'Next: serve. What the copy lacks comes from the devices as they connect.',
};
