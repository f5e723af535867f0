import { type ReadonlySignal, signal } from '@preact/signals';

/** A few words that go away by themselves. */
export interface Toast {
  readonly text: string;
  /** What can be done about it. */
  readonly action?: { readonly title: string; readonly run: () => void };
}

/** Long enough to read a line twice. */
const SHOWN_MILLIS = 7_000;
/** Who has to decide something gets more time. */
const DECISION_MILLIS = 20_000;
/** More would cover the page. */
const MOST = 3;

/** The notices that are on the page now, oldest first. */
export class Toasts {
  #shown = signal<readonly Toast[]>([]);

  get shown(): ReadonlySignal<readonly Toast[]> {
    return this.#shown;
  }

  /** Shows a notice; the same words twice at a time are shown once. */
  show(toast: Toast): void {
    const others = this.#shown.peek().filter(({ text }) => text !== toast.text);
    this.#shown.value = [...others, toast].slice(-MOST);
    setTimeout(() => this.dismiss(toast), toast.action ? DECISION_MILLIS : SHOWN_MILLIS);
  }

  dismiss(toast: Toast): void {
    this.#shown.value = this.#shown.peek().filter((each) => each !== toast);
  }
}
