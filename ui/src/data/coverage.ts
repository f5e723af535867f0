import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LiveConnection } from '../live/connection';
import type { WireQuery } from '../live/frames';
import { parseDuration } from '../time/duration';
import { fetchFrame } from './fetch';
import { firstTime, type Frame, lastTime } from './frame';

/** Of a window that queries reckon over, the part that was measured; both in milliseconds, roundly. */
export interface Part {
  readonly measured: number;
  readonly window: number;
}

/** A shorter window fills while one looks. */
const SHORT_WINDOW = 60_000;

/** What is missing of more than this is not seen in a figure. */
const GOOD_SHARE = 0.9;

/** How closely is looked for the beginning of the data, in parts of the window. */
const PARTS = 60;

/**
 * Finds out whether a panel's newest figures are reckoned over a time of which only a part was
 * measured, as on a young server: its rates then come out too low.
 */
export class Coverage {
  #part: Signal<Part | null> = signal(null);
  #connection: LiveConnection;
  #metrics: readonly string[] = [];
  #window = 0;
  /** When the metrics begin; null where that is not known, undefined until it is looked for. */
  #began: number | null | undefined;
  #newest = 0;
  #look = new AbortController();

  constructor(connection: LiveConnection) {
    this.#connection = connection;
  }

  /** Null while all of the window was measured, or that makes no difference. */
  get part(): ReadonlySignal<Part | null> {
    return this.#part;
  }

  /** Begins anew with other queries, or with none. */
  ask(queries: readonly WireQuery[]): void {
    this.close();
    this.#look = new AbortController();
    const exprs = queries.map(({ expr }) => expr).filter((expr) => reckonedOver(expr) > 0);
    this.#metrics = [...new Set(exprs.flatMap(metricsOf))];
    this.#window = this.#metrics.length > 0 ? Math.max(...exprs.map(reckonedOver)) : 0;
    this.#began = undefined;
    this.#part.value = null;
  }

  /** Takes what the queries answer. */
  see(frame: Frame): void {
    if (this.#window < SHORT_WINDOW) return;
    const first = firstTime(frame);
    const newest = lastTime(frame);
    if (first === null || newest === null) return;
    this.#newest = newest;
    // A picture that reaches back so far tells enough by itself.
    if (this.#isGood(newest - first)) this.#part.value = null;
    else if (this.#began === undefined) void this.#lookForBeginning();
    else this.#tell();
  }

  close(): void {
    this.#look.abort();
  }

  /** Of the metrics as such: a single series may be younger, as that of a first error is. */
  async #lookForBeginning(): Promise<void> {
    this.#began = null;
    const { signal } = this.#look;
    const queries = this.#metrics.map((name) => ({ ref: name, expr: `count(${name})` }));
    const interval = { from: this.#newest - this.#window, to: this.#newest };
    const step = Math.ceil(this.#window / PARTS / 1_000) * 1_000;
    try {
      const frame = await fetchFrame(this.#connection, queries, interval, step, signal);
      if (signal.aborted) return;
      this.#began = firstTime(frame);
      this.#tell();
    } catch {
      // The figures stand without a word on them.
    }
  }

  #isGood(measured: number): boolean {
    return measured >= GOOD_SHARE * this.#window;
  }

  #tell(): void {
    if (this.#began === null || this.#began === undefined) return;
    const measured = this.#newest - this.#began;
    const part = this.#isGood(measured)
      ? null
      : { measured: Math.max(1_000, roundly(measured)), window: roundly(this.#window) };
    if (part?.measured !== this.#part.peek()?.measured) this.#part.value = part;
  }
}

/** Whole minutes, or tens of seconds where there are few; what is told then changes seldom. */
function roundly(millis: number): number {
  const unit = millis < 120_000 ? 10_000 : 60_000;
  return Math.floor(millis / unit) * unit;
}

/**
 * How long a time, in milliseconds, has to be measured for an expression to be right; 0 where the
 * length makes no difference: a share of two sums over the same time, or a quantile, is right over
 * any part of it.
 */
export function reckonedOver(expr: string): number {
  if (!/\b(?:rate|increase)\(/.test(expr)) return 0;
  const isShare = /\/.*\b(?:rate|increase)\(|\bhistogram_(?:quantile|avg|fraction)\(/s.test(expr);
  const offset = longest(expr, /\boffset\s+(\w+)/g);
  if (isShare && offset === 0) return 0;
  const window = longest(expr, /\[([^\]:]+)[\]:]/g);
  return isShare ? window + offset : window;
}

/** The metrics whose rates and increases an expression takes. */
export function metricsOf(expr: string): readonly string[] {
  return [...expr.matchAll(/\b(?:rate|increase)\(\s*([a-zA-Z_:][\w:]*)\s*[{[]/g)].map(
    ([, name]) => name,
  );
}

function longest(expr: string, pattern: RegExp): number {
  return Math.max(0, ...[...expr.matchAll(pattern)].map(([, text]) => parseDuration(text) ?? 0));
}
