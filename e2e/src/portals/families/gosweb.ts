import { portalHeader, truth } from '../markup/journal-tags.ts';
import { tag, type Tag } from '../markup/tag.ts';
import type { PortalFamily } from '../portal-family.ts';
import { shownPupils, type Pupil } from '../school/school.ts';
import { portalWords as words } from '../text/school.ru.ts';

const sections = ['nastavnichestvo', 'nastavnichestvo/otchety', 'svedeniya'];

/** Госвеб: a school's public page of files, made by NetCat. */
export const gosweb: PortalFamily = {
  id: 'gosweb',
  rows: 'documents',
  // sourced: the form of the host and of the path
  address: ({ choice: { subject } }) =>
    `https://shkola7-r61.gosweb.gosuslugi.ru/${sections[subject] ?? ''}/`,
  body: (state) => [
    portalHeader(),
    tag(
      'main',
      {},
      // sourced: the classes of heading, text and list
      tag('h2', { class: 'name tpl-text-header2' }, words.mentoring),
      tag(
        'article',
        { class: 'tpl-text-default' },
        tag('p', { class: 'tpl-text-default-paragraph' }, `${words.mentoring}.`),
      ),
      tag(
        'section',
        { class: 'tpl-component-gw-file' },
        tag('div', { class: 'tpl-block-list-objects' }, ...shownPupils(state).map(fileRow)),
      ),
    ),
  ],
};

/** Sourced: classes of row, caption and link, and the form of a file's address. */
function fileRow(file: Pupil): Tag {
  const address = `/netcat_files/32/${file.number}/file.pdf`;
  const row = tag(
    'div',
    { class: 'document-object-item' },
    tag(
      'div',
      { class: 'document-caption' },
      tag('a', { class: 'item-name', href: address }, file.name),
    ),
    tag('a', { class: 'document-download', href: address }, words.download),
  );
  return tag('div', { class: 'object-item', ...truth(file) }, row);
}
