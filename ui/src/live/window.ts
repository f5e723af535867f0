/**
 * The trailing points of a view's series: one time column and one value column each, in lockstep.
 */
export class SeriesWindow {
  /*
   * Every column is an array of twice the window's length, written left to right. At its end the
   * newer half moves to the front, so a push costs O(1) amortised and what is shown is always one
   * contiguous subarray that the charts read without a copy. A subarray handed out is overwritten
   * by later pushes: copy to keep.
   */
  readonly step: number;
  readonly capacity: number;
  #times: Float64Array;
  #columns = new Map<number, Float64Array>();
  #start = 0;
  #end = 0;

  constructor(step: number, capacity: number) {
    this.step = step;
    this.capacity = capacity;
    this.#times = new Float64Array(2 * capacity);
  }

  get length(): number {
    return this.#end - this.#start;
  }

  /** The time of the newest row; NaN while there is none. */
  get last(): number {
    return this.#end > 0 ? this.#times[this.#end - 1] : NaN;
  }

  times(): Float64Array {
    return this.#times.subarray(this.#start, this.#end);
  }

  values(id: number): Float64Array {
    return this.#column(id).subarray(this.#start, this.#end);
  }

  ids(): IterableIterator<number> {
    return this.#columns.keys();
  }

  remove(id: number): void {
    this.#columns.delete(id);
  }

  /** Starts again with `rows` rows from `t0`, every value absent; the series are forgotten. */
  reset(t0: number, rows: number): void {
    const kept = Math.min(rows, this.capacity);
    const first = t0 + (rows - kept) * this.step;
    this.#columns.clear();
    this.#start = 0;
    this.#end = kept;
    for (let row = 0; row < kept; row++) {
      this.#times[row] = first + row * this.step;
    }
  }

  /** Sets the value at a time inside the window; a time outside is ignored. */
  put(id: number, time: number, value: number): void {
    const column = this.#column(id);
    if (this.length === 0) return;
    const row = this.#start + Math.round((time - this.#times[this.#start]) / this.step);
    if (row >= this.#start && row < this.#end) {
      column[row] = value;
    }
  }

  /**
   * Opens rows up to `time`, absent for all series; a time not after the last one changes nothing.
   */
  advance(time: number): void {
    if (this.length === 0) {
      this.#push(time);
      return;
    }
    const rows = Math.round((time - this.last) / this.step);
    if (rows > this.capacity) {
      this.#blank(time);
      return;
    }
    for (let row = 0; row < rows; row++) {
      this.#push(this.last + this.step);
    }
  }

  /** True when a series has no value in the window any more. */
  isBlank(id: number): boolean {
    return this.values(id).every((value) => Number.isNaN(value));
  }

  #column(id: number): Float64Array {
    let column = this.#columns.get(id);
    if (!column) {
      column = new Float64Array(2 * this.capacity).fill(NaN);
      this.#columns.set(id, column);
    }
    return column;
  }

  #push(time: number): void {
    if (this.#end === this.#times.length) this.#moveToFront();
    this.#times[this.#end] = time;
    for (const column of this.#columns.values()) {
      column[this.#end] = NaN;
    }
    this.#end++;
    if (this.length > this.capacity) this.#start++;
  }

  #moveToFront(): void {
    const length = this.length;
    this.#times.copyWithin(0, this.#start, this.#end);
    for (const column of this.#columns.values()) {
      column.copyWithin(0, this.#start, this.#end);
    }
    this.#start = 0;
    this.#end = length;
  }

  #blank(last: number): void {
    this.#start = 0;
    this.#end = this.capacity;
    for (let row = 0; row < this.capacity; row++) {
      this.#times[row] = last - (this.capacity - 1 - row) * this.step;
    }
    for (const column of this.#columns.values()) {
      column.fill(NaN);
    }
  }
}
