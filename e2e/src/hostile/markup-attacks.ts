import type { Attack } from './attack.ts';

const inHeader = (text: string): ((journal: string) => string) => {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return (journal) => journal.replace('Строка В', escaped);
};

/** Attacks by what stands on the page: sizes, covers, moves, names. */
export const markupAttacks: readonly Attack[] = [
  {
    name: 'our layer taken out in every frame',
    leaves: 'any',
    after: `const strip = () => { for (const node of [...document.documentElement.children]) if (node !== document.head && node !== document.body) node.remove(); requestAnimationFrame(strip); }; strip();`,
  },
  {
    name: 'our layer moved, cloned and styled',
    leaves: 'any',
    after: `setInterval(() => { const host = document.documentElement.lastElementChild; if (host === document.body) return; host.setAttribute('style', 'display:none !important; opacity: 0 !important; transform: scale(9)'); document.body.append(host.cloneNode(true)); host.slot = 'x'; }, 200);`,
  },
  {
    name: 'styles against our layer',
    leaves: 'marked',
    style: `html > :not(head):not(body) { display: none !important; opacity: 0 !important; visibility: hidden !important; pointer-events: none !important; transform: translate(40px, 40px) !important; filter: blur(9px) !important; }`,
  },
  {
    name: 'everything covered',
    leaves: 'any',
    markup: (journal) =>
      `${journal}<div id="cover" popover="manual" style="position:fixed;inset:0;width:100vw;height:100vh;opacity:0.01;margin:0;border:0"></div>`,
    after: `document.querySelector('#cover').showPopover();`,
  },
  {
    name: 'a page that can hardly be seen',
    leaves: 'any',
    style: `html { opacity: 0.02 } * { pointer-events: none !important; }`,
  },
  {
    name: 'cells that move under the pointer',
    leaves: 'any',
    after: `setInterval(() => { document.querySelector('#journal').style.marginLeft = Math.round(performance.now() / 16) % 80 + 'px'; }, 16);`,
  },
  {
    name: 'cells of no size and less',
    leaves: 'any',
    style: `td { width: 0 !important; height: 0 !important; padding: 0; border: 0 !important; font-size: 0; position: relative; left: -9999px; } table { border-spacing: 0 }`,
  },
  {
    name: 'a thief of focus',
    leaves: 'marked',
    markup: (journal) => `<input id="thief">${journal}`,
    after: `setInterval(() => { document.querySelector('#thief').focus(); window.focus(); document.documentElement.lastElementChild.blur(); }, 10);`,
  },
  {
    name: 'a hundred thousand cells',
    leaves: 'any',
    after: `const body = document.createElement('table'); body.innerHTML = '<tr><th>Имя</th>' + Array.from({ length: 250 }, (_, at) => '<th>К' + at + '</th>').join('') + '</tr>' + Array.from({ length: 400 }, (_, row) => '<tr><th>Ряд ' + row + '</th>' + '<td>5</td>'.repeat(250) + '</tr>').join(''); document.body.append(body);`,
  },
  {
    name: 'thousands of tables',
    leaves: 'any',
    after: `document.body.insertAdjacentHTML('beforeend', '<table><tr><th>Имя</th><th>1.11</th></tr><tr><th>А</th><td>5</td></tr></table>'.repeat(3000));`,
  },
  {
    name: 'four hundred levels',
    leaves: 'any',
    after: `let at = document.body; const deep = []; for (let level = 0; level < 400; level += 1) { const next = document.createElement('div'); deep.push(next); } for (let level = 399; level > 0; level -= 1) deep[level - 1].append(deep[level]); deep[399].textContent = 'дно'; document.body.append(deep[0]);`,
  },
  {
    name: 'thousands of shadow roots',
    leaves: 'marked',
    after: `for (let at = 0; at < 3000; at += 1) { const host = document.createElement('i'); host.attachShadow({ mode: 'open' }).append(document.createElement('b')); document.body.append(host); }`,
  },
  {
    name: 'changes without end',
    leaves: 'marked',
    markup: (journal) => `${journal}<ul id="noise"></ul>`,
    after: `const noise = document.querySelector('#noise'); const churn = () => { const items = Array.from({ length: 100 }, (_, at) => { const item = document.createElement('li'); item.className = 'n' + performance.now(); item.textContent = String(at); return item; }); noise.replaceChildren(...items); requestAnimationFrame(churn); }; churn();`,
  },
  {
    name: 'spans without end',
    leaves: 'any',
    markup: (journal) => journal.replaceAll('<td ', '<td rowspan="65534" colspan="1000" '),
  },
  {
    name: 'a script in a header',
    leaves: 'marked',
    markup: inHeader(`<img src=x onerror="globalThis.ran=1"><script>globalThis.ran=1</script>`),
  },
  {
    name: 'a header that turns the line round',
    leaves: 'marked',
    markup: inHeader('Ряд \u202Eмотсорп\u202C \u2066в\u2069'),
  },
  { name: 'a header of a megabyte', leaves: 'marked', markup: inHeader('Щ'.repeat(1_000_000)) },
  {
    name: 'a header of spaces and brackets',
    leaves: 'marked',
    markup: inHeader(`${'(1'.repeat(50_000)}${' \u00a0'.repeat(50_000)}!`),
  },
  {
    name: 'links that run',
    leaves: 'marked',
    markup: (journal) =>
      journal.replaceAll(
        'Строка Г',
        '<a href="javascript:globalThis.ran=1">Г</a><a href="data:text/html,<script>1</script>">д</a><a href="//xn--80ak6aa92e.example">е</a>',
      ),
  },
  {
    name: 'frames of every kind',
    leaves: 'marked',
    markup: (journal) =>
      `${journal}${Array.from({ length: 20 }, (_, at) => `<iframe ${at % 2 ? 'sandbox="allow-scripts"' : ''} srcdoc="<table><tr><th>Имя</th><th>1.11</th></tr><tr><th>Ж</th><td>4</td></tr></table><script>parent.postMessage({type:'activated',markId:'0:0:0'},'*')</script>"></iframe>`).join('')}`,
  },
  {
    name: 'a page without a body',
    leaves: 'any',
    after: `document.body.remove(); globalThis.setTimeout(() => { const body = document.createElement('body'); body.textContent = 'новое'; document.documentElement.append(body); }, 300);`,
  },
  {
    name: 'a new root',
    leaves: 'any',
    after: `const root = document.createElement('html'); root.append(document.createElement('body')); document.documentElement.replaceWith(root);`,
  },
  {
    name: 'a page written over',
    leaves: 'any',
    after: `document.open(); document.write('<p>другое</p>'); document.close();`,
  },
];
