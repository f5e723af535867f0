import { type ReadonlySignal, type Signal, computed, effect, signal } from '@preact/signals';
import type { PageLocation } from '../app/location';
import type { Board } from '../boards/model';
import type { LiveConnection } from '../live/connection';
import type { ServerClock } from '../time/clock';
import { fetchMatrix } from './fetch';
import { expand, quote, seriesName } from './template';

/** A machine or process that a board can show. */
export interface Instance {
  readonly name: string;
  /** Milliseconds between two of its samples. */
  readonly scrape: number;
}

/** What our own collectors do; it holds until two samples of an instance have been seen. */
const DEFAULT_SCRAPE_MILLIS = 1_000;
/** Two scrapes of the slowest usual kind, once a minute, lie within this. */
const LOOK_BACK_MILLIS = 150_000;
/** Instances come and go; looking once a minute is soon enough for a list to choose from. */
const LOOK_AGAIN_MILLIS = 60_000;

/** What the queries of a page may name, and how often the data behind them come. */
export interface QueryScope {
  /** Null until it is known. */
  readonly variables: ReadonlySignal<Readonly<Record<string, string>> | null>;
  /** Milliseconds between two samples. */
  readonly scrape: ReadonlySignal<number>;
  /** Writes a query out; macros and variables by default. */
  readonly expand?: typeof expand;
  /** False where data are asked for again only at `refreshes`. */
  readonly isLive?: ReadonlySignal<boolean>;
}

/** What a board's title says of the instance. */
export interface Identity {
  readonly title: string;
  readonly detail: string;
}

/** Which instance a board shows, and how often that one is measured. */
export class Scope implements QueryScope {
  readonly instances: Signal<readonly Instance[]> = signal([]);
  readonly selected: ReadonlySignal<Instance | null>;
  readonly variables: QueryScope['variables'];
  readonly scrape: QueryScope['scrape'];

  readonly identity: Signal<Identity> = signal({ title: '', detail: '' });

  #isKnown = signal(false);
  #abort = new AbortController();
  #timer: ReturnType<typeof setInterval>;

  constructor(
    board: Board,
    location: PageLocation,
    connection: LiveConnection,
    clock: ServerClock,
  ) {
    this.selected = computed(() => {
      const list = this.instances.value;
      return list.find((each) => each.name === location.host.value) ?? list[0] ?? null;
    });
    this.scrape = computed(() => this.selected.value?.scrape ?? DEFAULT_SCRAPE_MILLIS);
    const selector = computed(() => {
      const name = this.selected.value?.name ?? location.host.value;
      return name === null ? board.selector : `${board.selector},instance=${quote(name)}`;
    });
    this.variables = computed(() => (this.#isKnown.value ? { node: selector.value } : null));

    const look = () => {
      const now = clock.now();
      const grid = { from: now - LOOK_BACK_MILLIS, to: now };
      fetchMatrix(connection, board.instances, grid, 1_000, this.#abort.signal).then(
        ({ result }) =>
          this.#learn(
            result.map(({ metric, values }) => ({
              name: metric.instance ?? '',
              scrape: scrapeMillis((values ?? []).map(([, stamp]) => Number(stamp))),
            })),
          ),
        // Without the list the board still shows everything that matches its job.
        () => (this.#isKnown.value = true),
      );
    };
    const stopLooking = effect(() => {
      if (connection.state.value.kind === 'open') queueMicrotask(look);
    });
    const stopNaming = effect(() => {
      const variables = this.variables.value;
      if (variables) this.#name(board, connection, clock, variables);
    });
    this.#abort.signal.addEventListener('abort', stopLooking);
    this.#abort.signal.addEventListener('abort', stopNaming);
    this.#timer = setInterval(look, LOOK_AGAIN_MILLIS);
  }

  close(): void {
    this.#abort.abort();
    clearInterval(this.#timer);
  }

  #name(
    { identity }: Board,
    connection: LiveConnection,
    clock: ServerClock,
    variables: Readonly<Record<string, string>>,
  ): void {
    this.identity.value = { title: this.selected.peek()?.name ?? '', detail: '' };
    if (!identity) return;
    const now = clock.now();
    const expr = expand(identity.expr, { step: 1_000, range: 0, scrape: 1_000, variables });
    fetchMatrix(connection, expr, { from: now, to: now }, 1_000, this.#abort.signal).then(
      ({ result }) => {
        if (result.length !== 1 || this.variables.peek() !== variables) return;
        const [{ metric }] = result;
        this.identity.value = {
          title: seriesName(identity.title, metric),
          detail: seriesName(identity.detail, metric),
        };
      },
      // The instance's own name stands already.
      () => {},
    );
  }

  #learn(found: Instance[]): void {
    const sorted = found.filter((each) => each.name).sort((a, b) => a.name.localeCompare(b.name));
    const isSame = JSON.stringify(sorted) === JSON.stringify(this.instances.peek());
    if (!isSame && (sorted.length > 0 || !this.#isKnown.peek())) this.instances.value = sorted;
    this.#isKnown.value = true;
  }
}

const SCRAPES_SECONDS = [1, 2, 5, 10, 15, 20, 30, 60];

/**
 * The usual interval nearest to the middle gap between the times (s) at which samples were taken.
 */
export function scrapeMillis(stamps: readonly number[]): number {
  const distinct = [...new Set(stamps)].sort((a, b) => a - b);
  const gaps = distinct.slice(1).map((stamp, i) => stamp - distinct[i]);
  if (gaps.length === 0) return DEFAULT_SCRAPE_MILLIS;
  const middle = gaps.sort((a, b) => a - b)[gaps.length >> 1];
  const seconds = SCRAPES_SECONDS.find((each) => middle <= each * 1.2) ?? 60;
  return seconds * 1_000;
}
