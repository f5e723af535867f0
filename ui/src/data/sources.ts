import type { LiveConnection } from '../live/connection';
import type { WireQuery } from '../live/frames';
import type { Trouble } from '../live/view';
import type { LiveViews, Subscription } from '../live/views';
import type { Interval } from '../time/range';
import { fetchFrame } from './fetch';
import type { Frame } from './frame';

/** Who a source brings its data to. */
export interface Target {
  readonly key: string;
  readonly queries: readonly WireQuery[];
  readonly step: number;
  changed(): void;
  failed(message: string, trouble: Trouble): void;
  recovered(): void;
  /** There is an answer, or there will be none. */
  settled(): void;
}

/** Data that trails the clock. */
export class LiveSource {
  readonly key: string;
  readonly queries: readonly WireQuery[];
  readonly step: number;
  standIn: Frame | null = null;
  #target: Target;
  #views: LiveViews;
  #span: number;
  #subscription: Subscription | null = null;

  constructor(target: Target, views: LiveViews, span: number) {
    this.key = target.key;
    this.queries = target.queries;
    this.step = target.step;
    this.#target = target;
    this.#views = views;
    this.#span = span;
  }

  get frame(): Frame | null {
    return this.#subscription?.view.frame() ?? this.standIn;
  }

  open(): void {
    this.#subscription = this.#views.subscribe(this.queries, this.step, this.#span, this.#target);
    if (this.#subscription.view.frame()) this.#target.changed();
  }

  close(): void {
    this.#subscription?.close();
  }
}

/** Data of a range that has ended. */
export class FixedSource {
  readonly key: string;
  readonly queries: readonly WireQuery[];
  readonly step: number;
  standIn: Frame | null = null;
  #target: Target;
  #connection: LiveConnection;
  #interval: Interval;
  #answer: Frame | null = null;
  #abort = new AbortController();

  constructor(target: Target, connection: LiveConnection, interval: Interval) {
    this.key = target.key;
    this.queries = target.queries;
    this.step = target.step;
    this.#target = target;
    this.#connection = connection;
    this.#interval = interval;
  }

  get frame(): Frame | null {
    return this.#answer ?? this.standIn;
  }

  open(): void {
    if (this.standIn) this.#target.changed();
    const { signal } = this.#abort;
    fetchFrame(this.#connection, this.queries, this.#interval, this.step, signal).then(
      (frame) => {
        if (signal.aborted) return;
        this.#answer = frame;
        this.#target.changed();
        this.#target.settled();
      },
      (error: Error) => {
        if (signal.aborted) return;
        this.#target.failed(error.message, 'failure');
        this.#target.settled();
      },
    );
  }

  close(): void {
    this.#abort.abort();
  }
}
