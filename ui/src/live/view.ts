import type { Frame, Series } from '../data/frame';
import {
  type AmendFrame,
  decodeValue,
  type DeltaFrame,
  type Labels,
  type SeriesFrame,
  type SnapFrame,
  type ViewFrame,
  type ViewPosition,
  type WireQuery,
} from './frames';
import { SeriesWindow } from './window';

/** Why a view has no values: it is late, it is more than is pushed, or something else. */
export type Trouble = 'late' | 'limit' | 'failure';

/** Who wants to know that a view has changed. */
export interface ViewListener {
  changed(): void;
  failed(message: string, trouble: Trouble): void;
  /** What it was told of is over. */
  recovered(): void;
}

interface KnownSeries {
  readonly ref: string;
  readonly labels: Labels;
  isLiving: boolean;
}

/** The client's copy of one view: built from a snapshot, carried on by deltas. */
export class LiveView {
  readonly queries: readonly WireQuery[];
  readonly step: number;
  /** What the server calls it; null while it has not answered. */
  name: string | null = null;

  #listeners = new Map<ViewListener, number>();
  #series = new Map<number, KnownSeries>();
  #living: number[] = [];
  #window: SeriesWindow;
  #epoch: number | string = '';
  #seq = -1;
  #hasSnapshot = false;

  constructor(queries: readonly WireQuery[], step: number, range: number) {
    this.queries = queries;
    this.step = step;
    this.#window = new SeriesWindow(step, pointsIn(range, step));
  }

  get range(): number {
    return Math.max(this.step, ...this.#listeners.values());
  }

  get isWatched(): boolean {
    return this.#listeners.size > 0;
  }

  watch(listener: ViewListener, range: number): void {
    this.#listeners.set(listener, range);
    if (this.#hasSnapshot) listener.changed();
  }

  unwatch(listener: ViewListener): void {
    this.#listeners.delete(listener);
  }

  position(): ViewPosition | null {
    return this.name !== null && this.#hasSnapshot
      ? { view: this.name, epoch: this.#epoch, seq: this.#seq }
      : null;
  }

  /** Takes a frame in; false if ticks are missing before it and a snapshot has to be asked for. */
  accept(frame: ViewFrame): boolean {
    switch (frame.type) {
      case 'series':
        this.#acceptSeries(frame);
        return true;
      case 'snap':
        this.#acceptSnapshot(frame);
        this.#tell();
        return true;
      case 'delta': {
        const isWhole = this.#acceptDelta(frame);
        this.#tell();
        return isWhole;
      }
      case 'amend':
        this.#acceptAmend(frame);
        this.#tell();
        return true;
    }
  }

  fail(message: string, code: string | number): void {
    const trouble = code === 'timeout' ? 'late' : code === 'limit' ? 'limit' : 'failure';
    // Who hears that there is too much leaves.
    for (const listener of [...this.#listeners.keys()]) listener.failed(message, trouble);
  }

  recover(): void {
    for (const listener of this.#listeners.keys()) listener.recovered();
  }

  /**
   * What there is to draw; null before the first snapshot. Its arrays are reused by later ticks.
   */
  frame(): Frame | null {
    if (!this.#hasSnapshot) return null;
    const series: Series[] = [];
    for (const [id, known] of this.#series) {
      series.push({
        id,
        ref: known.ref,
        labels: known.labels,
        values: this.#window.values(id),
        isLiving: known.isLiving,
      });
    }
    return { step: this.step, times: this.#window.times(), series };
  }

  #acceptSeries(frame: SeriesFrame): void {
    if (frame.epoch !== this.#epoch) {
      this.#series.clear();
      this.#epoch = frame.epoch;
    }
    for (const { sid, ref, labels } of frame.add ?? []) {
      this.#series.set(sid, { ref, labels, isLiving: true });
    }
    for (const sid of frame.drop ?? []) {
      const dropped = this.#series.get(sid);
      if (dropped) dropped.isLiving = false;
    }
    this.#listLiving();
  }

  #listLiving(): void {
    this.#living = [...this.#series.keys()]
      .filter((sid) => this.#series.get(sid)!.isLiving)
      .sort((a, b) => a - b);
  }

  /**
   * A snapshot names all series there are; those dropped while nothing arrived are not among them.
   */
  #forgetAllBut(named: ReadonlySet<number>): void {
    for (const id of this.#series.keys()) {
      if (named.has(id)) continue;
      this.#series.delete(id);
      this.#window.remove(id);
    }
    this.#listLiving();
  }

  #acceptSnapshot(frame: SnapFrame): void {
    const capacity = Math.max(frame.n, pointsIn(this.range, this.step));
    if (capacity !== this.#window.capacity || frame.step !== this.#window.step) {
      this.#window = new SeriesWindow(frame.step, capacity);
    }
    this.#window.reset(frame.t0, frame.n);
    this.#forgetAllBut(new Set(frame.columns.map(({ sid }) => sid)));
    for (const { sid, start, values } of frame.columns) {
      values.forEach((value, k) => {
        this.#window.put(sid, frame.t0 + (start + k) * frame.step, decodeValue(value));
      });
    }
    this.#seq = frame.seq;
    this.#hasSnapshot = true;
    this.#forgetBlank();
  }

  #acceptDelta(frame: DeltaFrame): boolean {
    if (!this.#hasSnapshot || frame.seq <= this.#seq) return true;
    const isWhole = frame.seq - frame.ticks.length <= this.#seq;
    frame.ticks.forEach((values, k) => {
      const time = frame.t - (frame.ticks.length - 1 - k) * frame.step;
      if (time <= this.#window.last) return;
      this.#window.advance(time);
      this.#living.forEach((sid, position) => {
        this.#window.put(sid, time, position < values.length ? decodeValue(values[position]) : NaN);
      });
    });
    this.#seq = frame.seq;
    this.#forgetBlank();
    return isWhole;
  }

  #acceptAmend({ t0, step, columns }: AmendFrame): void {
    for (const { sid, start, values } of columns) {
      values.forEach((value, k) =>
        this.#window.put(sid, t0 + (start + k) * step, decodeValue(value)),
      );
    }
  }

  /** Ended series stay until their last point has left the window. */
  #forgetBlank(): void {
    for (const [id, known] of this.#series) {
      if (!known.isLiving && this.#window.isBlank(id)) {
        this.#series.delete(id);
        this.#window.remove(id);
      }
    }
  }

  #tell(): void {
    for (const listener of this.#listeners.keys()) listener.changed();
  }
}

/** Both ends of a range have a point. */
function pointsIn(range: number, step: number): number {
  return Math.floor(range / step) + 1;
}
