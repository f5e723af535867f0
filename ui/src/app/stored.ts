/** A setting kept in this browser; where storage is forbidden it lasts as long as the page. */
export class Stored<T> {
  #key: string;
  #value: T;

  constructor(name: string, fallback: T) {
    this.#key = `muninn.${name}`;
    this.#value = fallback;
    try {
      const text = localStorage.getItem(this.#key);
      if (text !== null) this.#value = JSON.parse(text) as T;
    } catch {
      // Unreadable or forbidden: the fallback stands.
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
