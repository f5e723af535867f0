/** The moment the pointer or the arrow keys stand on, shared by all charts of the page. */
export class SharedCursor {
  #time: number | null = null;
  #owner: unknown = null;
  #listeners = new Set<(time: number | null, owner: unknown) => void>();

  get time(): number | null {
    return this.#time;
  }

  /** Moves to a time; `owner` is the chart under the pointer, which already shows it. */
  move(time: number | null, owner: unknown): void {
    if (time === this.#time && owner === this.#owner) return;
    if (time === null && this.#owner !== owner) return;
    this.#time = time;
    this.#owner = time === null ? null : owner;
    for (const listener of this.#listeners) listener(time, owner);
  }

  listen(listener: (time: number | null, owner: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
