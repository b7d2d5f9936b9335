import type { BrowserContext, Page } from 'playwright-core';
import type { FamilyName } from '../families.ts';
import type { MarkupStyle } from '../markup/tag.ts';
import { bundleScript } from '../page/bundle-script.ts';
import type { LoadingStage, PortalPage } from '../page/portal-page.ts';
import { portalScript, routePortal, type ServedPortal } from '../page/route-portal.ts';
import type { ChangeName } from '../school/changes.ts';
import type { NoteReader, Trial, TrialNote } from './note-reader.ts';

interface TrialWorld {
  readonly portal: PortalPage;
  readonly noteReader: NoteReader;
}

/** The scripts that trials put into pages, made once. */
export interface TrialScripts {
  readonly portal: string;
  readonly reader: string;
}

export async function bundleTrial(): Promise<TrialScripts> {
  const [portal, reader] = await Promise.all([
    portalScript(),
    bundleScript(new URL('./trial-page.ts', import.meta.url)),
  ]);
  return { portal, reader };
}

/** A generated portal open in a browser, with notes on its cells. */
export interface PortalTrial {
  readonly page: Page;
  readonly notes: readonly TrialNote[];
  /** Id of the adapter that answers on this page. */
  readonly adapter: string;
  /** Begins anew, makes the change, and finds every note. */
  change(name: ChangeName): Promise<Trial>;
  /** Finds every note while only a part of the page is there. */
  load(stage: LoadingStage): Promise<Trial>;
  /** Shows another journal and turns back to the first, but the grid has yet to be drawn. */
  turnBack(from: ChangeName): Promise<Trial>;
  /** Navigates away by the portal's own form, and finds the notes on the page that answers. */
  submit(choice: Readonly<Record<string, string>>): Promise<Trial>;
}

export interface TrialOptions extends ServedPortal {
  readonly family: FamilyName;
  readonly style: MarkupStyle;
  /** A note on every cell, or on every `step`th. */
  readonly step: number;
}

export async function openTrial(
  context: BrowserContext,
  scripts: TrialScripts,
  options: TrialOptions,
): Promise<PortalTrial> {
  const page = await context.newPage();
  await page.addInitScript({ content: scripts.reader });
  await page.goto(await routePortal(context, options, scripts.portal));
  const { adapter, notes } = await page.evaluate((step) => {
    const { noteReader: reader } = globalThis as unknown as TrialWorld;
    return { adapter: reader.adapter(), notes: reader.describe(step) };
  }, options.step);
  // The notes stay in the page too: sending them for every change would take longer than finding.
  const keep = (): Promise<void> =>
    page.evaluate((kept) => {
      Object.assign(globalThis, { trialNotes: kept });
    }, notes);
  await keep();
  return {
    page,
    notes,
    adapter,
    change: (name) =>
      page.evaluate((wanted) => {
        const world = globalThis as unknown as TrialWorld & { trialNotes: readonly TrialNote[] };
        world.portal.restart();
        world.portal.change(wanted);
        return world.noteReader.resolve(world.trialNotes, world.portal, true);
      }, name),
    load: (stage) =>
      page.evaluate((wanted) => {
        const world = globalThis as unknown as TrialWorld & { trialNotes: readonly TrialNote[] };
        world.portal.restart();
        world.portal.load(wanted);
        return world.noteReader.resolve(world.trialNotes, world.portal, false);
      }, stage),
    turnBack: (from) =>
      page.evaluate((wanted) => {
        const world = globalThis as unknown as TrialWorld & { trialNotes: readonly TrialNote[] };
        world.portal.restart();
        world.portal.change(wanted);
        world.noteReader.read();
        world.portal.turnBack();
        return world.noteReader.resolve(world.trialNotes, world.portal, true);
      }, from),
    submit: async (choice) => {
      for (const [name, value] of Object.entries(choice)) {
        await page.locator(`select[name="${name}"]`).selectOption(value);
      }
      await Promise.all([
        page.waitForNavigation(),
        page.locator('form.filters-panel button[type="submit"]').click(),
      ]);
      await keep();
      return page.evaluate(() => {
        const world = globalThis as unknown as TrialWorld & { trialNotes: readonly TrialNote[] };
        return world.noteReader.resolve(world.trialNotes, world.portal, true);
      });
    },
  };
}
