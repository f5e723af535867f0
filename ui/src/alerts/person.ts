import { signal } from '@preact/signals';
import { Stored } from '../app/stored';

const stored = new Stored('person', '');
const name = signal(stored.value);

/** Who sits here, as it is written beside what they do; kept in this browser. */
export const person = {
  get name(): string {
    return name.value;
  },

  set name(text: string) {
    name.value = text;
    stored.value = text;
  },

  /** A word for those who did not say. */
  get nameOrSomebody(): string {
    return name.value.trim() || 'somebody';
  },
};
