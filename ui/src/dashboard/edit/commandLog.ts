import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';

interface Entry<T> {
  readonly title: string;
  readonly before: T;
  readonly after: T;
  readonly group: string | null;
  readonly at: number;
}

/** Changes of the same group within this time are one step: nobody undoes letter by letter. */
const GROUP_MILLIS = 1_500;
/** Steps that can be taken back. */
const MOST_ENTRIES = 200;

/** Every change that is made, in one log that can be walked back and forth. */
export class CommandLog<T> {
  readonly value: Signal<T>;
  readonly canUndo: ReadonlySignal<boolean>;
  readonly canRedo: ReadonlySignal<boolean>;
  /** What undo and redo would do, for their buttons. */
  readonly undoTitle: ReadonlySignal<string>;
  readonly redoTitle: ReadonlySignal<string>;

  #entries: Signal<readonly Entry<T>[]> = signal([]);
  /** Entries before this one are done, those from here on undone. */
  #place = signal(0);
  #now: () => number;

  constructor(value: T, now: () => number = () => performance.now()) {
    this.#now = now;
    this.value = signal(value);
    this.canUndo = computed(() => this.#place.value > 0);
    this.canRedo = computed(() => this.#place.value < this.#entries.value.length);
    this.undoTitle = computed(() => this.#entries.value[this.#place.value - 1]?.title ?? '');
    this.redoTitle = computed(() => this.#entries.value[this.#place.value]?.title ?? '');
  }

  /** Makes a change; one that changes nothing leaves no trace. */
  run(title: string, change: (value: T) => T, group: string | null = null): void {
    const before = this.value.peek();
    const after = change(before);
    if (after === before) return;
    const done = this.#entries.peek().slice(0, this.#place.peek());
    const last = done.at(-1);
    const at = this.#now();
    const goesOn = group !== null && last?.group === group && at - last.at < GROUP_MILLIS;
    const entry = { title, group, at, after, before: goesOn ? last.before : before };
    const entries = [...(goesOn ? done.slice(0, -1) : done), entry].slice(-MOST_ENTRIES);
    this.#entries.value = entries;
    this.#place.value = entries.length;
    this.value.value = after;
  }

  undo(): void {
    if (!this.canUndo.peek()) return;
    this.#place.value--;
    this.value.value = this.#entries.peek()[this.#place.peek()].before;
  }

  redo(): void {
    if (!this.canRedo.peek()) return;
    this.value.value = this.#entries.peek()[this.#place.peek()].after;
    this.#place.value++;
  }

  /** Begins again from a value, without a past. */
  reset(value: T): void {
    this.#entries.value = [];
    this.#place.value = 0;
    this.value.value = value;
  }
}
