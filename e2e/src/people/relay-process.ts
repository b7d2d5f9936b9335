import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const main = fileURLToPath(new URL('../../../sync-server/src/main.ts', import.meta.url));

/** The relay as its operator runs it: `serve` in a process of its own. */
export class RelayProcess {
  readonly #folder: string;
  readonly #port: number;
  readonly #log: string[] = [];
  #child: ChildProcess | undefined;

  constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Every line it has logged, over all its starts, at the most talkative level. */
  get log(): readonly string[] {
    return this.#log;
  }

  async start(): Promise<void> {
    const child = spawn(process.execPath, [main, 'serve', ...this.#options()], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NASTAVNIK_LOG_LEVEL: 'debug' },
    });
    this.#child = child;
    createInterface(child.stderr).on('line', (line) => {
      this.#log.push(line);
      if (line.includes('"level":"error"')) process.stderr.write(`${line}\n`);
    });
    const deadline = Date.now() + 20_000;
    while (!(await this.#isReady())) {
      if (child.exitCode !== null) throw new Error(`the relay ended with ${child.exitCode}`);
      if (Date.now() > deadline) throw new Error('the relay was not ready within twenty seconds');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** SIGTERM: drains and ends. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  /** SIGKILL: as a power cut. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** A one-use link to the district's pages, from the command line. */
  async pageUrl(): Promise<string> {
    const { stdout } = await promisify(execFile)(process.execPath, [
      main,
      'ticket',
      '--json',
      ...this.#options(),
    ]);
    return (JSON.parse(stdout) as { url: string }).url;
  }

  #options(): string[] {
    return ['--data', this.#folder, '--port', String(this.#port)];
  }

  async #isReady(): Promise<boolean> {
    try {
      return (await fetch(`${this.url}/readyz`)).ok;
    } catch {
      return false;
    }
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    await new Promise<void>((resolve) => {
      child.once('exit', () => {
        resolve();
      });
      child.kill(signal);
    });
  }
}
