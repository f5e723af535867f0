import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { DEFAULT_RANGE, resolve, type TimeRange } from '../time/range';

/** What a change of the address does to the browser's history. */
export type HistoryMode = 'push' | 'replace';

/** What comes along to another page; the rest belongs to the page it was set on. */
const KEPT = new Set(['from', 'to', 'host', 'kiosk', 'boards', 'every']);

/**
 * The address of the page as signals. It holds everything that a reload or a colleague should see
 * again: page, time range, host, the panel in full view, kiosk.
 */
export class PageLocation {
  readonly path: ReadonlySignal<string>;
  readonly range: ReadonlySignal<TimeRange>;
  readonly host: ReadonlySignal<string | null>;
  readonly panel: ReadonlySignal<string | null>;
  readonly isKiosk: ReadonlySignal<boolean>;
  /** Within another page, which has a frame and a title of its own. */
  readonly isEmbedded: ReadonlySignal<boolean>;
  /** How many of our own entries lie before this one in the history. */
  readonly depth: ReadonlySignal<number>;

  #address = signal(new URL(window.location.href));
  #depth = signal(depthOf(history.state));

  constructor() {
    const parameter = (name: string) => computed(() => this.#address.value.searchParams.get(name));
    this.path = computed(() => this.#address.value.pathname);
    const from = parameter('from');
    const to = parameter('to');
    this.range = computed(() => {
      const named = {
        from: from.value ?? DEFAULT_RANGE.from,
        to: to.value ?? DEFAULT_RANGE.to,
      };
      return resolve(named, Date.now()) ? named : DEFAULT_RANGE;
    });
    this.host = parameter('host');
    this.panel = parameter('panel');
    this.isKiosk = computed(() => this.#address.value.searchParams.has('kiosk'));
    this.isEmbedded = computed(() => this.#address.value.searchParams.get('kiosk') === 'embed');
    this.depth = this.#depth;
    addEventListener('popstate', (event) => {
      this.#address.value = new URL(window.location.href);
      this.#depth.value = depthOf(event.state);
    });
  }

  parameter(name: string): string | null {
    return this.#address.value.searchParams.get(name);
  }

  /** Whether a parameter stands in the address, with or without a value. */
  flag(name: string): boolean {
    return this.#address.value.searchParams.has(name);
  }

  /** All values of a parameter that may stand in the address several times. */
  parameters(name: string): readonly string[] {
    return this.#address.value.searchParams.getAll(name);
  }

  /** Sets all values of such a parameter; none takes it away. */
  setAll(name: string, values: readonly string[], mode: HistoryMode = 'push'): void {
    const url = new URL(this.#address.value);
    url.searchParams.delete(name);
    for (const value of values) url.searchParams.append(name, value);
    if (url.href !== this.#address.value.href) this.#go(url, mode);
  }

  /** The address as it is. */
  get href(): string {
    return this.#address.value.href;
  }

  /** Goes to a page; time range, host and kiosk come along, what belongs to one page does not. */
  open(
    path: string,
    parameters: Readonly<Record<string, string>> = {},
    mode: HistoryMode = 'push',
  ): void {
    const url = new URL(this.#address.value);
    const [pathname, query] = path.split('?');
    const wanted = [...new URLSearchParams(query), ...Object.entries(parameters)];
    if (url.pathname === pathname && !query) return;
    url.pathname = pathname;
    for (const name of [...url.searchParams.keys()])
      if (!KEPT.has(name)) url.searchParams.delete(name);
    for (const [name, value] of wanted) url.searchParams.set(name, value);
    this.#go(url, mode);
  }

  /** Sets parameters; null takes one away. */
  set(changes: Readonly<Record<string, string | null>>, mode: HistoryMode = 'push'): void {
    const url = new URL(this.#address.value);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) url.searchParams.delete(name);
      else url.searchParams.set(name, value);
    }
    if (url.href !== this.#address.value.href) this.#go(url, mode);
  }

  setRange(range: TimeRange, mode: HistoryMode = 'push'): void {
    this.set({ from: range.from, to: range.to }, mode);
  }

  /** Back to where the page was before, as the browser's own button does. */
  back(): void {
    history.back();
  }

  #go(url: URL, mode: HistoryMode): void {
    if (mode === 'push') {
      history.pushState({ depth: this.#depth.value + 1 }, '', url);
      this.#depth.value++;
    } else {
      history.replaceState({ depth: this.#depth.value }, '', url);
    }
    this.#address.value = url;
  }
}

function depthOf(state: unknown): number {
  return (state as { depth?: number } | null)?.depth ?? 0;
}
