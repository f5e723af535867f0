/** A setting kept in this browser; where storage is forbidden it lasts as long as the page. */
export class Stored<T> {
  #key: string;
  #fallback: T;
  #value: T;

  constructor(name: string, fallback: T) {
    this.#key = `muninn.${name}`;
    this.#fallback = fallback;
    this.#value = fallback;
    try {
      const text = localStorage.getItem(this.#key);
      if (text !== null) this.#value = JSON.parse(text) as T;
    } catch {
      // Unreadable or forbidden: the fallback stands.
    }
  }

  /** Forgets the setting; the fallback is not kept in its place. */
  clear(): void {
    this.#value = this.#fallback;
    try {
      localStorage.removeItem(this.#key);
    } catch {
      // Forbidden: there was nothing to forget.
    }
  }

  get value(): T {
    return this.#value;
  }

  set value(value: T) {
    this.#value = value;
    try {
      localStorage.setItem(this.#key, JSON.stringify(value));
    } catch {
      // Forbidden or full: the value holds until the page is left.
    }
  }
}
