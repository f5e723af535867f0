import type { LiveConnection } from '../live/connection';
import type { WireQuery } from '../live/frames';
import type { Interval } from '../time/range';
import { fetchFrame } from './fetch';
import { firstTime, type Frame } from './frame';

/** How closely is looked for the beginning of data, in parts of the time that is looked through. */
const PARTS = 60;

/**
 * A value counts for minutes: the first data of a server that has just started may lie between two
 * points that are farther apart.
 */
const CLOSE_STEP = 60_000;

/** Newest values are asked for again this long after their answer. */
const PACE_MILLIS = 15_000;

/** Where there was nothing at all, that may not be so for long. */
const NOTHING_PACE_MILLIS = 60_000;

/** What is asked where all points lie before the first data. */
export interface YoungerAsked {
  readonly queries: readonly WireQuery[];
  /** From the last point up to now, whenever it is asked. */
  readonly between: () => Interval;
  /** Asks again and again, for values that are shown. */
  readonly isRepeated: boolean;
}

/** Finds the data that are younger than the last point of a long range. */
export class YoungerData {
  #connection: LiveConnection;
  #abort = new AbortController();
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(connection: LiveConnection) {
    this.#connection = connection;
  }

  /** Tells what there is; null where there is nothing, or nobody can tell. */
  async look(asked: YoungerAsked, found: (frame: Frame | null) => void): Promise<void> {
    this.close();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const frame = await this.#ask(asked, signal);
    if (signal.aborted) return;
    found(frame);
    if (signal.aborted || (frame && !asked.isRepeated)) return;
    const pause = frame ? PACE_MILLIS : NOTHING_PACE_MILLIS;
    this.#timer = setTimeout(() => void this.look(asked, found), pause);
  }

  close(): void {
    this.#abort.abort();
    clearTimeout(this.#timer);
  }

  async #ask({ queries, between }: YoungerAsked, signal: AbortSignal): Promise<Frame | null> {
    const { from, to } = between();
    try {
      let length = to - from;
      for (;;) {
        const step = Math.ceil(length / PARTS / 1_000) * 1_000;
        const grid = { from: to - PARTS * step, to };
        const frame = await fetchFrame(this.#connection, queries, grid, step, signal);
        if (firstTime(frame) !== null) return frame;
        if (step <= CLOSE_STEP) return null;
        length = 2 * step;
      }
    } catch {
      // That there is no point is said already.
      return null;
    }
  }
}
