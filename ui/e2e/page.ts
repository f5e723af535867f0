import { test as base, expect, type Locator, type Page } from '@playwright/test';

interface Stand {
  readonly url: string;
  /** Cuts all live connections; null for a server that is not ours to disturb. */
  readonly cut: (() => void) | null;
}

interface Fixtures {
  /** What went wrong in the browser; each test ends with an empty list. */
  problems: string[];
}

/** A page of the server under test, watched for errors while it is open. */
export const test = base.extend<Fixtures, { stand: Stand }>({
  stand: [
    async ({}, use) => {
      const given = process.env.MUNINN_URL;
      if (given) {
        await use({ url: given.replace(/\/$/, ''), cut: null });
        return;
      }
      // Plain JavaScript without types, so that it runs by itself too.
      const path = '../dev/fake-server.mjs';
      const { startFakeServer } = await import(path);
      const server = await startFakeServer();
      await use({ url: server.url, cut: server.cut });
      server.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ stand }, use) => use(stand.url),
  problems: [
    async ({ page }, use) => {
      const problems: string[] = [];
      page.on('console', (message) => {
        if (isNoSearch(message.location().url)) return;
        if (['error', 'warning'].includes(message.type()))
          problems.push(`console: ${message.text()}`);
      });
      page.on('pageerror', (error) => problems.push(`error: ${error.stack ?? error.message}`));
      page.on('requestfailed', (request) => {
        // A page that is left gives up what it was still loading.
        if (request.failure()?.errorText !== 'net::ERR_ABORTED')
          problems.push(`failed: ${request.url()}`);
      });
      page.on('response', (response) => {
        if (response.status() >= 400 && !isNoSearch(response.url()))
          problems.push(`${response.status()}: ${response.url()}`);
      });
      await page.addInitScript(() => {
        document.addEventListener('securitypolicyviolation', (event) => {
          console.error(
            `policy: ${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}`,
          );
        });
      });
      await use(problems);
      expect(problems).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** A server without a catalog has nothing to search, which the palette does without. */
function isNoSearch(address: string): boolean {
  return address.includes('/api/v1/search?');
}

export function panel(page: Page, id: string): Locator {
  return page.locator(`[data-panel="${id}"]`);
}

/** Opens a page and waits until its first graph is drawn. */
export async function openBoard(page: Page, path = '/', id = 'cpu'): Promise<void> {
  await page.goto(path);
  await drawn(panel(page, id));
}

/** Scrolls to a graph, since those out of sight ask for nothing, and waits until it is drawn. */
export async function drawn(of: Locator): Promise<void> {
  await of.scrollIntoViewIfNeeded();
  await expect(of.locator('canvas').first()).toBeVisible();
  await expect(of.locator('.skeleton')).toHaveCount(0);
  await expect(of.locator('.stand-in')).toHaveCount(0);
}

/** The picture of a graph, to compare with a later one. */
export function picture(of: Locator): Promise<string> {
  return of
    .locator('canvas')
    .first()
    .evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
}

/** Marks a span of a graph with the pointer; the ends are shares of its width. */
export async function drag(page: Page, of: Locator, from: number, to: number): Promise<void> {
  const box = (await of.locator('.u-over').boundingBox())!;
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * from, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * ((from + to) / 2), y, { steps: 4 });
  await page.mouse.move(box.x + box.width * to, y, { steps: 4 });
  await page.mouse.up();
}

export function parameter(page: Page, name: string): string | null {
  return new URL(page.url()).searchParams.get(name);
}
