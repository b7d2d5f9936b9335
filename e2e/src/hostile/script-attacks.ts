import type { Attack } from './attack.ts';

/** Wraps every method of these prototypes in one that keeps what goes in and comes out. */
const spyOn = (...names: readonly string[]): string => `
for (const proto of [${names.join(', ')}]) {
  for (const key of Object.getOwnPropertyNames(proto)) {
    const own = Object.getOwnPropertyDescriptor(proto, key);
    if (typeof own.value !== 'function' || key === 'constructor') continue;
    const original = own.value;
    proto[key] = function (...args) {
      keep(this); for (let at = 0; at < args.length; at += 1) keep(args[at]);
      return original.apply(this, args);
    };
  }
}`;

/** Attacks by script: events that nobody made, patched and clobbered platform, messages. */
export const scriptAttacks: readonly Attack[] = [
  {
    name: 'clicks and menus that nobody made',
    leaves: 'marked',
    after: `setInterval(() => { for (const td of document.querySelectorAll('td')) for (const type of ['pointerdown', 'mousedown', 'click', 'contextmenu'])
      td.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, cancelable: true })); }, 50);`,
  },
  {
    name: 'keys that nobody pressed',
    leaves: 'marked',
    after: `setInterval(() => { for (const key of ['ArrowDown', 'Enter', 'Escape', 'Tab']) for (const target of [window, document, document.documentElement.lastElementChild])
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true })); }, 20);`,
  },
  {
    name: 'patched elements',
    leaves: 'marked',
    before: spyOn(
      'Node.prototype',
      'Element.prototype',
      'HTMLElement.prototype',
      'Document.prototype',
    ),
  },
  {
    name: 'patched shadow roots',
    leaves: 'marked',
    before:
      `Element.prototype.attachShadow = function () { keep('root'); throw new Error('no'); };` +
      spyOn('ShadowRoot.prototype'),
  },
  {
    name: 'patched arrays and maps',
    leaves: 'marked',
    before:
      spyOn('Map.prototype', 'Set.prototype', 'WeakMap.prototype') +
      `for (const key of ['flatMap', 'toSorted', 'with']) { const original = Array.prototype[key]; Array.prototype[key] = function (...args) { keep(this.join()); return original.apply(this, args); }; }`,
  },
  {
    name: 'patched JSON',
    leaves: 'marked',
    before: `for (const key of ['parse', 'stringify']) { const original = JSON[key]; JSON[key] = (...args) => { keep(args[0]); return original(...args); }; }`,
  },
  {
    name: 'observers that never observe',
    leaves: 'marked',
    before: `for (const name of ['MutationObserver', 'ResizeObserver', 'IntersectionObserver']) globalThis[name] = class { constructor() { throw new Error('no'); } };`,
  },
  { name: 'patched listeners', leaves: 'marked', before: spyOn('EventTarget.prototype') },
  {
    name: 'patched selection and ranges',
    leaves: 'marked',
    before:
      `globalThis.getSelection = () => { throw new Error('no'); };` +
      spyOn('Range.prototype', 'Selection.prototype', 'TreeWalker.prototype'),
  },
  {
    name: 'patched style sheets',
    leaves: 'marked',
    before: `globalThis.CSSStyleSheet = class {};`,
  },
  {
    name: 'timers that never fire',
    leaves: 'marked',
    before: `globalThis.setTimeout = globalThis.requestAnimationFrame = () => 0; performance.now = () => NaN; Date.now = () => NaN;`,
  },
  {
    name: 'trusted on paper',
    leaves: 'marked',
    before: `try { Object.defineProperty(Event.prototype, 'isTrusted', { get: () => true }); } catch {}`,
    after: `setInterval(() => { const event = new MouseEvent('click', { bubbles: true }); try { Object.defineProperty(event, 'isTrusted', { value: true }); } catch {} document.querySelector('td').dispatchEvent(event); }, 30);`,
  },
  {
    name: 'a clobbered document',
    leaves: 'marked',
    markup: (journal) =>
      [
        'querySelectorAll',
        'querySelector',
        'createElement',
        'documentElement',
        'body',
        'addEventListener',
        'location',
        'defaultView',
        'readyState',
        'activeElement',
        'createTreeWalker',
      ]
        .map((name) => `<img name="${name}" alt=""><form name="${name}"></form>`)
        .join('') + journal,
  },
  {
    name: 'a clobbered form around the table',
    leaves: 'marked',
    markup: (journal) =>
      `<form style="overflow:auto;max-height:400px">${['parentElement', 'parentNode', 'ownerDocument', 'closest', 'tagName', 'scrollWidth', 'getBoundingClientRect', 'checkVisibility', 'querySelector', 'textContent', 'getAttribute', 'id', 'shadowRoot', 'children'].map((name) => `<input type="hidden" name="${name}">`).join('')}${journal}<div style="height:900px"></div></form>`,
  },
  {
    name: 'a storm of messages',
    leaves: 'marked',
    after: `for (let at = 0; at < 2000; at += 1) { postMessage({ type: 'picked', asked: 1, revision: 1, picked: { place: { grid: 0, row: 0, col: 0 }, value: '5' } }, '*'); postMessage({ type: 'draw', revision: 1, marks: [] }, '*'); }`,
  },
  {
    name: 'messages to the extension',
    leaves: 'marked',
    after: `for (const api of [globalThis.chrome?.runtime, globalThis.browser?.runtime]) { settled.push('runtime ' + typeof api?.connect); try { api?.sendMessage('*', { type: 'page-opened' }, keep); } catch {} }`,
  },
  {
    name: 'the name of the service',
    leaves: 'marked',
    after: `keep(globalThis[Symbol.for('nastavnik.page')]); settled.push('mark ' + typeof globalThis[Symbol.for('nastavnik.page')]); globalThis[Symbol.for('nastavnik.page')] = () => true;`,
  },
  {
    name: 'a custom element by our name',
    leaves: 'marked',
    before: `for (const name of ['nastavnik-notes', 'nastavnik-layer']) customElements.define(name, class extends HTMLElement { constructor() { super(); this.attachShadow({ mode: 'open' }); keep('constructed ' + name); } connectedCallback() { keep(this); this.remove(); } });`,
  },
  {
    name: 'a reader of our nodes',
    leaves: 'marked',
    after: `const read = () => { for (const node of document.documentElement.children) { keep(node); keep(node.shadowRoot); keep(node.innerHTML); keep(node.textContent); try { keep(node.getHTML({ serializableShadowRoots: true })); } catch {} try { keep(node.attachInternals?.().shadowRoot?.innerHTML); } catch {} } for (let x = 0; x < 400; x += 20) for (let y = 0; y < 300; y += 20) keep(document.elementFromPoint(x, y)); }; new MutationObserver(read).observe(document, { childList: true, subtree: true }); setInterval(read, 100);`,
  },
  {
    name: 'a history that runs about',
    leaves: 'any',
    after: `let at = 0; const timer = setInterval(() => { history.pushState({}, '', '/journal?step=' + at); history.replaceState({}, '', '/other?step=' + at); at += 1; if (at > 60) { clearInterval(timer); history.replaceState({}, '', '/journal?attack=done'); } }, 10);`,
  },
  {
    name: 'a stopped window and a question before leaving',
    leaves: 'marked',
    before: `addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'no'; });`,
    after: `window.stop();`,
  },
  {
    name: 'prototypes with new fields',
    leaves: 'marked',
    before: `Object.prototype.type = 'picked'; Object.prototype.revision = 1; Object.prototype.toJSON = function () { keep('json'); return {}; }; Array.prototype.toJSON = () => [];`,
  },
];
