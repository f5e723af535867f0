import type { TimeRange } from '../time/range';

/** What belongs to the work on a board and not to what it shows. */
const OWN = ['edit', 'element', 'new', 'theme'];

/** The address of what is on the screen, for others. */
export function shareAddress(here: string, range: TimeRange): URL {
  const url = new URL(here);
  for (const name of OWN) url.searchParams.delete(name);
  url.searchParams.set('from', range.from);
  url.searchParams.set('to', range.to);
  return url;
}

/** The address of a board, or of one panel of it, for a frame in another page. */
export function embedAddress(here: string, range: TimeRange, panel: string, theme: string): URL {
  const url = shareAddress(here, range);
  url.searchParams.set('kiosk', 'embed');
  url.searchParams.delete('panel');
  if (panel) url.searchParams.set('panel', panel);
  if (theme) url.searchParams.set('theme', theme);
  return url;
}

/** The element that shows it. */
export function embedCode(address: URL): string {
  const height = address.searchParams.has('panel') ? 320 : 720;
  const source = address.href.replaceAll('&', '&amp;');
  return `<iframe src="${source}" width="100%" height="${height}" title="Muninn" loading="lazy"></iframe>`;
}
