import type { Journal } from './journal.ts';
import { JournalScript } from './journal-script.ts';

/** The page as a portal serves it, with no trace of anything of ours. */
export function journalPage({ words, subjects }: Journal): string {
  const button = (id: string, text: string): string =>
    `<button type="button" id="${id}">${text}</button>`;
  const options = subjects.map((subject) => `<option>${subject}</option>`).join('');
  return `<!doctype html>
<html lang="ru">
<head><meta charset="utf-8"><title>${words.title}</title>
<link rel="stylesheet" href="/journal.css"><script defer src="/journal.js"></script></head>
<body>
<h1>${words.title}</h1>
<nav>
<label>${words.subject} <select>${options}</select></label>
${button('redraw', words.redraw)} ${button('sort', words.sort)}
${button('insert', words.insert)} ${button('slide', words.slide)}
</nav>
<h2></h2>
<main></main>
</body>
</html>`;
}

export const journalScript = (journal: Journal): string =>
  `new (${JournalScript.toString()})(${JSON.stringify(journal)});`;

export const journalStyle = `
body { font: 14px system-ui, sans-serif; margin: 16px; }
main { overflow: auto; max-height: 70vh; }
table { border-collapse: collapse; }
th, td { border: 1px solid #bbb; min-width: 26px; height: 26px; text-align: center; }
.name { text-align: left; white-space: nowrap; padding: 0 8px; }
`;
