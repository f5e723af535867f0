import type { EventFrame } from './frames';

/** What the server tells beside values, passed on to whoever on the page wants to hear it. */
export class News {
  #listeners = new Set<(event: EventFrame) => void>();

  listen(listener: (event: EventFrame) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: EventFrame): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}
