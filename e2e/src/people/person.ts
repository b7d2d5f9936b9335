import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { killBrowser } from './ending.ts';
import { launchBrowser, type LaunchedBrowser, type LaunchOptions } from '../browser/launch.ts';

/** One person at one computer: a browser profile, and what that person does in the workspace. */
export class Person {
  readonly name: string;
  readonly #profileFolder: string;
  readonly #options: Partial<LaunchOptions>;
  #browser: LaunchedBrowser | undefined;
  #workspace: Page | undefined;

  private constructor(name: string, options: Partial<LaunchOptions>) {
    this.name = name;
    this.#options = options;
    this.#profileFolder = mkdtempSync(join(tmpdir(), `nastavnik-${name}-`));
  }

  static async sitDown(name: string, options: Partial<LaunchOptions> = {}): Promise<Person> {
    const person = new Person(name, options);
    await person.startBrowser();
    return person;
  }

  get browser(): LaunchedBrowser {
    if (this.#browser === undefined) throw new Error(`${this.name} has no browser open`);
    return this.#browser;
  }

  /** The workspace in a tab of its own. */
  get page(): Page {
    if (this.#workspace === undefined) throw new Error(`${this.name} has no workspace open`);
    return this.#workspace;
  }

  async startBrowser(): Promise<void> {
    this.#browser = await launchBrowser({ ...this.#options, profileFolder: this.#profileFolder });
    this.#workspace = await this.#browser.open('workspace');
  }

  /** SIGKILL to the whole browser: as a power cut. */
  async killBrowser(): Promise<void> {
    const ended = this.browser.context.waitForEvent('close');
    if (killBrowser(this.#profileFolder) === 0) throw new Error(`${this.name} has no browser`);
    await ended;
    this.#browser = undefined;
    this.#workspace = undefined;
  }

  /** A new tab with the workspace in place of one that is gone. */
  async reopenWorkspace(): Promise<void> {
    this.#workspace = await this.browser.open('workspace');
  }

  async closeBrowser(): Promise<void> {
    await this.#browser?.close();
    this.#browser = undefined;
    this.#workspace = undefined;
  }

  async goTo(hash: string): Promise<void> {
    await this.page.evaluate((route) => {
      location.hash = route;
    }, hash);
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  field(name: string | RegExp): Locator {
    return this.page.getByLabel(name, { exact: typeof name === 'string' });
  }

  async press(name: string | RegExp): Promise<void> {
    await this.button(name).first().click();
  }

  /** From a pasted invitation to the first screen with documents. */
  async join(invitation: string, deviceLabel: string): Promise<void> {
    await this.field('Ссылка или код').fill(invitation);
    await this.press('Проверить приглашение');
    await this.field('Как назвать это устройство').fill(deviceLabel);
    await this.press('Принять приглашение');
    await this.page.getByRole('navigation', { name: 'Разделы' }).waitFor();
  }

  /** Opens a section of the navigation by its name. */
  async openSection(name: string): Promise<void> {
    await this.page
      .getByRole('navigation', { name: 'Разделы' })
      .getByRole('link', { name, exact: true })
      .click();
  }

  /** Signs what is shown in the open dialog. */
  async sign(): Promise<void> {
    const dialog = this.page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Подписать простой электронной подписью' }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
