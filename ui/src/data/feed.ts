import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { LiveConnection } from '../live/connection';
import type { WireQuery } from '../live/frames';
import type { Trouble } from '../live/view';
import type { LiveViews } from '../live/views';
import type { Moments } from '../time/moments';
import type { Interval } from '../time/range';
import { stepFor } from '../time/step';
import { zone } from '../time/zone';
import { Coverage } from './coverage';
import { copyFrame, firstTime, type Frame } from './frame';
import { expand } from './template';
import type { QueryScope } from './scope';
import { FixedSource, LiveSource, type Target } from './sources';
import { YoungerData } from './younger';

export type FeedState =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'empty';
      /** There are data, younger than the last of the points, which are so many milliseconds apart. */
      readonly youngerThan?: number;
    }
  | { readonly kind: 'error'; readonly message: string };

/**
 * A view that nobody looks at is given back after this long, so that scrolling past costs nothing.
 */
const UNSEEN_MILLIS = 3_000;

/** A complaint stands for this long, however soon it is over. */
const NOTICE_MILLIS = 5_000;

/** What is too much to be pushed is asked for again this long after its answer. */
const PACE_MILLIS = 30_000;

/** Data of a young server may all lie between two points that are farther apart. */
const CLOSE_STEP = 60_000;

/** What feeds draw from. */
export interface Sources {
  readonly connection: LiveConnection;
  readonly views: LiveViews;
  readonly moments: Moments;
  /** False while the page is out of sight. */
  readonly isWatched: ReadonlySignal<boolean>;
  readonly scope: QueryScope;
}

/** What a panel asks for. */
export interface Asked {
  readonly queries: readonly WireQuery[];
  /** Only the newest values count. */
  readonly isInstant?: boolean;
  /** A figure stands for all: it is shown also where it is younger than the last of the points. */
  readonly isFigure?: boolean;
  /** No two points are asked for that lie closer, in milliseconds. */
  readonly leastStep?: number;
}

/** Brings one panel its data: live, held, or from the past, whatever the page shows. */
export class PanelFeed {
  readonly state: Signal<FeedState> = signal<FeedState>({ kind: 'loading' });
  /** What is wrong although there is something to draw; empty if nothing is. */
  readonly notice: Signal<string> = signal('');
  /** How often there is something new, in milliseconds, where that is not live though it should be. */
  readonly pace: Signal<number | null> = signal(null);
  readonly isSeen: Signal<boolean> = signal(false);
  /** Of how much of the time that the newest figures are reckoned over there are data. */
  readonly coverage: Coverage;

  #asked: Asked;
  #sources: Sources;
  #listeners = new Set<() => void>();
  #source: LiveSource | FixedSource | null = null;
  #held: Frame | null = null;
  #retries = signal(0);
  #noticeAt = 0;
  #hasTrouble = false;
  /** Queries that the server does not push, with its reason. */
  #refused: { readonly queries: string; readonly reason: string } | null = null;
  #paceTimer: ReturnType<typeof setTimeout> | undefined;
  #unseenTimer: ReturnType<typeof setTimeout> | undefined;
  /** Looks for data that are younger than the source's last point, and has those to show. */
  #younger: YoungerData;
  #newest: Frame | null = null;
  #isLooking = false;
  /** The step for which that was done last. */
  #lookedWithin = 0;
  #stop: () => void;

  constructor(asked: Asked, sources: Sources) {
    this.#asked = asked;
    this.#sources = sources;
    this.coverage = new Coverage(sources.connection);
    this.#younger = new YoungerData(sources.connection);
    this.#stop = effect(() => this.#follow());
  }

  /** What is to be drawn; null while nothing has come. Live arrays are reused by later ticks. */
  get frame(): Frame | null {
    return this.#held ?? this.#newest ?? this.#source?.frame ?? null;
  }

  /** Calls back whenever there is something else to draw, and somebody to see it. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** What to add to a time of the drawing to have the page's. */
  get offset(): number {
    return this.#sources.moments.offset;
  }

  /** The times that the drawing spans. */
  interval(): Interval {
    const { moments } = this.#sources;
    const span = moments.span.peek();
    const times = this.frame?.times;
    if (span === null || !times || times.length === 0) return moments.interval();
    const last = times[times.length - 1];
    return this.#source instanceof LiveSource ? moments.trailing(span, last) : moments.interval();
  }

  /** Asks once more after an error. */
  retry(): void {
    this.state.value = { kind: 'loading' };
    this.#replace(null);
    this.#retries.value++;
  }

  /** Asks for a range that moves with the clock once more, where it is not live. */
  refresh(): void {
    this.#retries.value++;
  }

  close(): void {
    this.#stop();
    clearTimeout(this.#unseenTimer);
    clearTimeout(this.#paceTimer);
    this.#replace(null);
  }

  #follow(): void {
    const { moments, scope } = this.#sources;
    const variables = scope.variables.value;
    const scrape = scope.scrape.value;
    const span = moments.span.value;
    const heldAt = moments.heldAt.value;
    const refreshes = moments.refreshes.value + this.#retries.value;
    const range = moments.range.value;
    if (!variables) return;
    clearTimeout(this.#unseenTimer);
    clearTimeout(this.#paceTimer);
    if (!this.#sources.isWatched.value) {
      this.#replace(null);
      return;
    }
    if (!this.isSeen.value) {
      this.#unseenTimer = setTimeout(() => this.#replace(null), UNSEEN_MILLIS);
      return;
    }
    const isHeldLive = heldAt !== null && this.#source instanceof LiveSource;
    const { frame } = this;
    this.#held = isHeldLive && frame ? (this.#held ?? copyFrame(frame)) : null;
    if (isHeldLive && this.#held && this.#source?.key.startsWith(`live ${span} `)) {
      this.#tell();
      return;
    }

    const interval = moments.interval();
    const shownSpan = span ?? interval.to - interval.from;
    const { isInstant = false, leastStep = 0 } = this.#asked;
    const step = Math.max(stepFor(shownSpan), leastStep);
    const context = { step, range: shownSpan, scrape, variables, ...interval };
    const write = scope.expand ?? expand;
    const queries = this.#asked.queries.map(({ ref, expr }) => ({
      ref,
      expr: write(expr, context),
    }));
    const written = JSON.stringify(queries);
    const shouldBeLive = span !== null && heldAt === null && (scope.isLive?.value ?? true);
    const refused = shouldBeLive && this.#refused?.queries === written ? this.#refused : null;
    if (!refused) this.#refused = null;
    this.pace.value = refused && PACE_MILLIS;
    const isLive = shouldBeLive && !refused;
    const key = isLive
      ? `live ${span} ${refreshes} ${written}`
      : `fixed ${range.from} ${range.to} ${zone.value} ${heldAt} ${refreshes} ${written}`;
    if (this.#source?.key === key) {
      this.#pauseBeforeNext();
      this.#update();
      return;
    }
    this.#held = null;
    const target: Target = {
      key,
      queries,
      step,
      changed: () => this.#update(),
      failed: (message, trouble) => {
        if (trouble === 'limit' && isLive) this.#refuse(written, message);
        else this.#fail(message, trouble);
      },
      recovered: () => (this.#hasTrouble = false),
      settled: () => this.#pauseBeforeNext(),
    };
    this.#replace(
      isLive
        ? new LiveSource(target, this.#sources.views, isInstant ? step : shownSpan)
        : new FixedSource(
            target,
            this.#sources.connection,
            isInstant ? { from: interval.to, to: interval.to } : interval,
          ),
    );
  }

  /** The old source's last frame stays on show until the new one has something better. */
  #replace(source: LiveSource | FixedSource | null): void {
    const previous = this.#source;
    this.#stopLooking();
    this.#source = source;
    this.coverage.ask(source?.queries ?? []);
    this.#hasTrouble = false;
    if (source && previous?.frame) source.standIn = copyFrame(previous.frame);
    // Opened before the other is closed, so that a view which both need goes on.
    source?.open();
    previous?.close();
  }

  #update(): void {
    const frame = this.#held ?? this.#source?.frame;
    if (!frame) return;
    if (!this.#held) {
      const since = firstTime(frame);
      if (since !== null) this.#stopLooking();
      else if (!this.#isLooking && !this.#newest) this.#lookForYounger();
      const { kind } = this.state.peek();
      if (since !== null || this.#newest) {
        if (kind !== 'ready') this.state.value = { kind: 'ready' };
      } else if (!this.#isLooking && kind !== 'empty') this.state.value = { kind: 'empty' };
      if (frame !== this.#source?.standIn) this.#see(this.#newest ?? frame);
    }
    const isOver = !this.#hasTrouble && performance.now() - this.#noticeAt > NOTICE_MILLIS;
    if (isOver && this.notice.peek()) this.notice.value = this.#refused?.reason ?? '';
    this.#tell();
  }

  #see(frame: Frame): void {
    const since = firstTime(frame);
    if (since !== null) this.#sources.moments.sawDataAt(since);
    this.coverage.see(frame);
  }

  /** Goes on at a slower pace, without the server's push. */
  #refuse(queries: string, reason: string): void {
    this.#refused = { queries, reason };
    this.notice.value = reason;
    // The server may be in the midst of telling the view's other listeners.
    queueMicrotask(() => this.refresh());
  }

  /** After the answer and not beside it: one that takes longer than the pace comes too. */
  #pauseBeforeNext(): void {
    clearTimeout(this.#paceTimer);
    if (!this.#refused) return;
    this.#paceTimer = setTimeout(() => {
      const series = this.#source?.frame?.series.length ?? 0;
      if (series <= this.#sources.connection.maxSeries) this.#refused = null;
      this.refresh();
    }, PACE_MILLIS);
  }

  /** Where a range up to now has no point, there may be data that are younger than its last one. */
  #lookForYounger(): void {
    const { moments } = this.#sources;
    const source = this.#source;
    const endsNow = moments.range.peek().to.trim() === 'now' && moments.heldAt.peek() === null;
    if (!source || !endsNow || source.step <= CLOSE_STEP) return;
    const { queries, step } = source;
    if (this.state.peek().kind === 'empty' && this.#lookedWithin === step) return;
    this.#lookedWithin = step;
    this.#isLooking = true;
    const { isFigure = false } = this.#asked;
    const between = () => ({ from: moments.now() - step, to: moments.now() });
    void this.#younger.look({ queries, between, isRepeated: isFigure }, (frame) => {
      this.#isLooking = false;
      if (frame) moments.sawDataAt(firstTime(frame)!);
      if (frame && isFigure) this.#newest = frame;
      else if (!this.#newest)
        this.state.value = frame ? { kind: 'empty', youngerThan: step } : { kind: 'empty' };
      this.#update();
    });
  }

  #stopLooking(): void {
    this.#younger.close();
    this.#newest = null;
    this.#isLooking = false;
  }

  /** What is out of sight is drawn when it comes back. */
  #tell(): void {
    if (!this.isSeen.peek()) return;
    for (const listener of this.#listeners) listener();
  }

  #fail(message: string, trouble: Trouble): void {
    if (trouble === 'late' || (this.state.peek().kind === 'ready' && this.frame)) {
      this.notice.value = message;
      this.#noticeAt = performance.now();
      this.#hasTrouble = true;
    } else {
      this.state.value = { kind: 'error', message };
    }
  }
}
