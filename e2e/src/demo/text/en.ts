import type { DemoTexts } from './demo-texts.ts';
import { demoRu } from './ru.ts';

/** English words around the same invented people: their documents are Russian in both. */
export const demoEn: DemoTexts = {
  organisations: demoRu.organisations,
  people: demoRu.people,
  organisationPlan: demoRu.organisationPlan,
  parts: {
    operator: 'District operator',
    head: 'Head',
    curator: 'Curator',
    mentor: 'Mentor',
    mentee: 'Mentee',
  },
  building: 'Building the extension…',
  creating: 'Creating the demonstration district…',
  ready: (url) => `The relay is running: ${url}`,
  invitations: 'Invitations (each works once):',
  allUsed: 'All invitations have been used.',
  extension: (path) =>
    `Extension (unpacked): ${path}\n  Chrome, Edge: “Extensions” → “Developer mode” → “Load unpacked”.`,
  browser:
    'Open Chromium with the extension, one profile per name:\n  npm run browser -- curator\n  npm run browser -- mentor\n  npm run browser -- mentee',
  districtPage: (url) =>
    `District pages (link for one sign-in, 60 seconds; Enter for a new one):\n  ${url}`,
  stop: 'Stop: Ctrl+C. The data is in the folder .demo; delete it to begin anew.',
  portTaken: (port) => `Port ${port} is taken, using a free one.`,
};
