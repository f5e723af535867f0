import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page } from '@playwright/test';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Finding {
  readonly id: string;
  readonly impact: string;
  readonly nodes: readonly {
    readonly html: string;
    readonly any: readonly { readonly message: string }[];
  }[];
}

interface Axe {
  run(options: object): Promise<{ violations: Finding[] }>;
}

/** What depends on the theme, which is nothing but colours. */
const RULES_OF_COLOURS = ['color-contrast', 'link-in-text-block'];

/** What a system wishes whose pages are not dark, and the theme that follows. */
const OTHER_THEMES = [
  { theme: 'light', wish: { colorScheme: 'light' } },
  { theme: 'contrast', wish: { contrast: 'more' } },
] as const;

/**
 * As {@link seriousFindings} on a page that follows the system, which is dark, and what is wrong
 * with the colours of the other themes.
 */
export async function seriousFindingsInAllThemes(page: Page): Promise<string[]> {
  await settled('dark', page);
  const findings = await seriousFindings(page);
  for (const { theme, wish } of OTHER_THEMES) {
    await page.emulateMedia(wish);
    await settled(theme, page);
    const found = await seriousFindings(page, RULES_OF_COLOURS);
    findings.push(...found.map((finding) => `${theme}: ${finding}`));
  }
  await page.emulateMedia({ colorScheme: 'dark', contrast: 'no-preference' });
  return findings;
}

/** Waits until the page has the colours of a theme, and no other ones on the way to them. */
async function settled(theme: string, page: Page): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
  await page.evaluate(async () => {
    const changes = document.getAnimations().filter((each) => each instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
  });
}

/**
 * What axe finds on the page as it is that keeps people from using it: what, where, and why.
 *
 * @param rules those to look with, all if there are none
 */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe);
  const violations = await page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: Axe };
    const runOnly = only && { runOnly: { type: 'rule', values: only } };
    return (await axe.run({ resultTypes: ['violations'], ...runOnly })).violations;
  }, rules);
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => {
      const places = nodes.slice(0, 4).map(({ html, any }) => {
        return [html, ...any.map(({ message }) => message)].join(' ');
      });
      return `${id}: ${places.join(' | ')}`;
    });
}
