import { writeFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { BidiConnection } from './bidi-connection.ts';

/** How long anything may take to appear. */
const limitMs = 30_000;
const betweenLooksMs = 100;

interface Node {
  readonly sharedId: string;
}

/** What a person looks for: a role with the name that a screen reader says, or a selector. */
export type Sought = readonly [role: string, name: string] | string;

/** One tab of a Firefox: what a person does in it, with the browser's own clicks and keys. */
export class FirefoxPage {
  readonly #bidi: BidiConnection;
  readonly #context: string;

  constructor(bidi: BidiConnection, context: string) {
    this.#bidi = bidi;
    this.#context = context;
  }

  /** Runs an expression in the page; only what JSON can hold comes back. */
  async evaluate<Value>(expression: string): Promise<Value> {
    const said = await this.#bidi.send<Evaluated>('script.evaluate', {
      expression: `(async () => JSON.stringify(await (${expression})))()`,
      target: { context: this.#context },
      awaitPromise: true,
      userActivation: true,
    });
    if (said.type === 'exception') throw new Error(said.exceptionDetails?.text);
    const text = said.result?.value;
    return (text === undefined ? undefined : JSON.parse(text)) as Value;
  }

  /** Waits until an expression is true in the page. */
  async waitFor(expression: string): Promise<void> {
    await this.#until(expression, () => this.evaluate<boolean>(expression));
  }

  async waitForText(text: string): Promise<void> {
    await this.waitFor(`document.body.innerText.includes(${JSON.stringify(text)})`).catch(
      async (reason: unknown) => {
        const shown = await this.evaluate<string>('document.body.innerText');
        throw new Error(`«${text}» did not appear, but: ${shown.slice(0, 600)}`, { cause: reason });
      },
    );
  }

  async click(sought: Sought): Promise<void> {
    const node = await this.find(sought);
    await this.#call('(element) => element.scrollIntoView({ block: "center" })', node);
    await this.#act({
      type: 'pointer',
      id: 'mouse',
      actions: [
        { type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element: node } },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ],
    });
  }

  /** Puts a text in place of what a field holds, key by key. */
  async type(sought: Sought, text: string): Promise<void> {
    const node = await this.find(sought);
    await this.#call('(field) => { field.focus(); field.select(); }', node);
    await this.press(text);
  }

  /** A field whose keys depend on the browser's language, as a date's do. */
  async set(sought: Sought, value: string): Promise<void> {
    const node = await this.find(sought);
    await this.#call(
      `(field) => { field.value = ${JSON.stringify(value)};
        for (const name of ['input', 'change']) field.dispatchEvent(new Event(name, { bubbles: true })); }`,
      node,
    );
  }

  /** Keys, pressed one after the other where the focus is. */
  async press(keys: string): Promise<void> {
    const actions = Array.from(keys).flatMap((value) => [
      { type: 'keyDown', value },
      { type: 'keyUp', value },
    ]);
    await this.#act({ type: 'key', id: 'keyboard', actions });
  }

  async find(sought: Sought): Promise<Node> {
    const locator =
      typeof sought === 'string'
        ? { type: 'css', value: sought }
        : { type: 'accessibility', value: { role: sought[0], name: sought[1] } };
    const look = async (): Promise<Node | undefined> => {
      const { nodes } = await this.#bidi.send<{ nodes: Node[] }>('browsingContext.locateNodes', {
        context: this.#context,
        locator,
        maxNodeCount: 1,
      });
      return nodes[0];
    };
    return this.#until(String(sought), look);
  }

  /**
   * Calls a function with every shown element of a class in closed shadow roots over the page, which
   * no script sees into and the browser does.
   */
  async shadowed<Value>(className: string, functionDeclaration: string): Promise<readonly Value[]> {
    const said = await this.#bidi.send<{ result: Remote }>('script.evaluate', {
      expression: 'document.documentElement',
      target: { context: this.#context },
      awaitPromise: false,
      serializationOptions: { maxDomDepth: 6, includeShadowTree: 'all' },
    });
    const found = shadowNodes(said.result).filter(
      ({ value }) => value?.attributes?.['class'] === className && !('hidden' in value.attributes),
    );
    return Promise.all(
      found.map(async ({ sharedId = '' }) => {
        const text = await this.#call(
          `(element) => JSON.stringify((${functionDeclaration})(element))`,
          { sharedId },
        );
        return JSON.parse(text ?? 'null') as Value;
      }),
    );
  }

  async bringToFront(): Promise<void> {
    await this.#bidi.send('browsingContext.activate', { context: this.#context });
  }

  async reload(): Promise<void> {
    await this.#bidi.send('browsingContext.reload', { context: this.#context, wait: 'complete' });
  }

  async close(): Promise<void> {
    await this.#bidi.send('browsingContext.close', { context: this.#context });
  }

  async screenshot(path: string): Promise<void> {
    const { data } = await this.#bidi.send<{ data: string }>('browsingContext.captureScreenshot', {
      context: this.#context,
    });
    writeFileSync(path, Buffer.from(data, 'base64'));
  }

  async #act(source: Readonly<Record<string, unknown>>): Promise<void> {
    await this.#bidi.send('input.performActions', { context: this.#context, actions: [source] });
  }

  async #call(functionDeclaration: string, node: Node): Promise<string | undefined> {
    const said = await this.#bidi.send<Evaluated>('script.callFunction', {
      functionDeclaration,
      arguments: [node],
      target: { context: this.#context },
      awaitPromise: true,
    });
    return said.result?.value;
  }

  /** A page that is being left has no realm for a moment: that is «not yet», as nothing found is. */
  async #until<Found>(what: string, look: () => Promise<Found | undefined>): Promise<Found> {
    const deadline = Date.now() + limitMs;
    for (;;) {
      const found = await look().catch(() => undefined);
      if (found !== undefined && found !== false) return found;
      if (Date.now() > deadline) throw new Error(`did not appear in Firefox: ${what}`);
      await pause(betweenLooksMs);
    }
  }
}

interface Evaluated {
  readonly type: 'success' | 'exception';
  readonly result?: { readonly value?: string };
  readonly exceptionDetails?: { readonly text: string };
}

/** A node as the protocol writes it. */
interface Remote {
  readonly sharedId?: string;
  readonly value?: {
    readonly attributes?: Readonly<Record<string, string>>;
    readonly children?: readonly Remote[];
    readonly shadowRoot?: Remote | null;
  };
}

/** Every node that is inside a shadow root. */
function shadowNodes({ value }: Remote): readonly Remote[] {
  const inside = value?.shadowRoot ? descendants(value.shadowRoot) : [];
  return [...inside, ...(value?.children ?? []).flatMap(shadowNodes)];
}

const descendants = ({ value }: Remote): readonly Remote[] =>
  (value?.children ?? []).flatMap((child) => [child, ...descendants(child)]);
