import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect } from './page';

/** Every kind of panel. */
export const SHOWCASE = JSON.parse(
  readFileSync(new URL('../dev/showcase.json', import.meta.url), 'utf8'),
) as { metadata: Record<string, unknown>; spec: Record<string, unknown> };

let made = 0;

/** Stores a board for one test alone; gives its uid. */
export async function store(
  page: Page,
  spec: Record<string, unknown> = SHOWCASE.spec,
): Promise<string> {
  const uid = `test-${Date.now().toString(36)}-${made++}`;
  const answer = await page.request.post('/api/v1/dashboards?message=test', {
    data: { ...SHOWCASE, metadata: { uid, tags: ['test'] }, spec },
  });
  expect(answer.status(), await answer.text()).toBe(201);
  return uid;
}

/** Two graphs side by side. */
export const SMALL = {
  title: 'Small board',
  time: { from: 'now-5m', to: 'now' },
  elements: {
    one: {
      kind: 'timeseries',
      title: 'Load',
      queries: [{ ref: 'A', expr: 'node_load1', legend: 'load' }],
    },
    two: {
      kind: 'timeseries',
      title: 'Memory',
      queries: [{ ref: 'A', expr: 'node_memory_MemFree_bytes', legend: 'free' }],
      field: { defaults: { unit: 'bytes' } },
    },
  },
  layout: {
    kind: 'grid',
    items: [
      { element: 'one', x: 0, y: 0, w: 12, h: 8 },
      { element: 'two', x: 12, y: 0, w: 12, h: 8 },
    ],
  },
};

/** Writes the last query of the open panel, and runs it. */
export async function writeQuery(page: Page, text: string): Promise<void> {
  const editor = page.locator('.query').last();
  await expect(editor.locator('textarea')).toHaveCount(0);
  await editor.getByRole('textbox', { name: 'Query' }).click();
  await page.keyboard.type(text);
  await page.keyboard.press('Escape');
  await editor.getByRole('button', { name: 'Run', exact: true }).click();
}
