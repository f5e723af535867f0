import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Page } from '../app/page';
import type { Palette } from '../chart/palette';
import type { Mark } from '../chart/series';
import { fetchMatrix } from '../data/fetch';
import { alignTo, type Matrix, sampleValue } from '../data/matrix';
import { seriesName } from '../data/template';
import { stepFor } from '../time/step';
import { annotationsBetween } from './api';
import { colorOf } from './fields/colors';
import type { Annotation } from './model';
import type { BoardScope } from './scope';

/** Marks are looked up again this often while the range moves. */
const LOOK_AGAIN_MILLIS = 15_000;
/** More would hide the graph that they explain. */
const MOST_MARKS = 200;

/** The moments that a board marks on all its graphs. */
export class BoardMarks {
  readonly marks: Signal<readonly Mark[]> = signal([]);
  /** Names of annotations that are shown. */
  readonly shown: Signal<ReadonlySet<string>>;

  #annotations: readonly Annotation[];
  #page: Page;
  #scope: BoardScope;
  #uid: string;
  #abort = new AbortController();
  #stops: (() => void)[] = [];

  constructor(annotations: readonly Annotation[], uid: string, page: Page, scope: BoardScope) {
    this.#annotations = annotations;
    this.#uid = uid;
    this.#page = page;
    this.#scope = scope;
    const enabled = annotations.filter((each) => each.enabled !== false);
    this.shown = signal(new Set(enabled.map(({ name }) => name)));
  }

  open(): void {
    if (this.#annotations.length === 0) return;
    const refreshes = signal(0);
    const timer = setInterval(() => refreshes.value++, LOOK_AGAIN_MILLIS);
    this.#stops.push(
      this.#page.news.listen((event) => {
        if (event.kind !== 'dashboard') refreshes.value++;
      }),
      () => clearInterval(timer),
      effect(() => {
        const ready: ReadonlySignal<unknown> = this.#scope.variables;
        const { playback, theme, isWatched } = this.#page;
        void refreshes.value;
        void playback.range.value;
        if (!ready.value || !isWatched.value) return;
        this.#look(this.shown.value, theme.palette.value);
      }),
    );
  }

  close(): void {
    this.#abort.abort();
    this.#stops.forEach((stop) => stop());
  }

  toggle(name: string): void {
    const shown = new Set(this.shown.peek());
    if (!shown.delete(name)) shown.add(name);
    this.shown.value = shown;
  }

  #look(shown: ReadonlySet<string>, palette: Palette): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal: stopped } = this.#abort;
    const wanted = this.#annotations.filter(({ name }) => shown.has(name));
    // One source that fails takes none of the others with it.
    void Promise.allSettled(wanted.map((each) => this.#marksOf(each, palette, stopped))).then(
      (found) => {
        if (stopped.aborted) return;
        this.marks.value = found
          .flatMap((each) => (each.status === 'fulfilled' ? each.value : []))
          .slice(0, MOST_MARKS);
      },
    );
  }

  async #marksOf(
    annotation: Annotation,
    palette: Palette,
    stopped: AbortSignal,
  ): Promise<readonly Mark[]> {
    const { from, to } = this.#page.playback.interval();
    const color = colorOf(
      annotation.color ?? (annotation.kind === 'alerts' ? 'red' : 'blue'),
      palette,
    );
    if (annotation.kind === 'events') {
      const { tags = [], matchAny = false } = annotation;
      const written = tags.map((tag) => this.#scope.text(tag));
      const events = await annotationsBetween(from, to, this.#uid, written, matchAny);
      return events.map(({ time, timeEnd, title, text, tags: own = [] }) => ({
        time,
        ...(timeEnd && timeEnd > time ? { until: timeEnd } : {}),
        color,
        title: title || text || annotation.name,
        text: title ? text : own.join(', '),
      }));
    }
    const step = stepFor(to - from);
    const context = { step, range: to - from, scrape: step, variables: {}, from, to };
    const expr =
      annotation.kind === 'alerts' ? 'ALERTS{alertstate="firing"}' : annotation.query?.expr;
    if (!expr) return [];
    const grid = alignTo({ from, to }, step);
    const written = this.#scope.expand(expr, context);
    const matrix = await fetchMatrix(this.#page.connection, written, grid, step, stopped);
    return marksOf(matrix, annotation, step, color);
  }
}

/** A mark for each run of points that are not zero. */
export function marksOf(
  { result }: Matrix,
  { name, titleFormat, textFormat, kind }: Annotation,
  step: number,
  color: string,
): Mark[] {
  const title = titleFormat || (kind === 'alerts' ? '{{alertname}}' : name);
  return result.flatMap(({ metric, values = [] }) => {
    const marks: Mark[] = [];
    for (const [seconds, text] of values) {
      const value = sampleValue(text);
      if (value === 0 || Number.isNaN(value)) continue;
      const time = seconds * 1_000;
      const last = marks.at(-1);
      if (last && time - (last.until ?? last.time) <= step) {
        marks[marks.length - 1] = { ...last, until: time };
      } else {
        marks.push({
          time,
          color,
          title: seriesName(title, metric),
          ...(textFormat ? { text: seriesName(textFormat, metric) } : {}),
        });
      }
    }
    return marks;
  });
}
