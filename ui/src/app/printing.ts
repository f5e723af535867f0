import { signal } from '@preact/signals';
import type { Theme } from './theme';

/** What is not there after so long is not waited for any longer. */
const MOST_MILLIS = 8_000;
/** Pictures are drawn in the frames after their data came. */
const DRAWING_MILLIS = 400;
const LOOK_MILLIS = 100;

/**
 * The page on its way to paper: in light colours, as wide as a sheet, with every panel drawn,
 * also those that have not been scrolled to yet.
 */
export class Printing {
  readonly isOn = signal(false);
  #theme: Theme;

  constructor(theme: Theme) {
    this.#theme = theme;
  }

  /** Makes the page ready and opens the browser's dialog; afterwards all is as before. */
  async print(): Promise<void> {
    if (this.isOn.peek()) return;
    this.isOn.value = true;
    this.#theme.forced.value = 'light';
    document.documentElement.classList.add('is-printing');
    addEventListener('afterprint', () => this.#end(), { once: true });
    await drawn();
    window.print();
  }

  #end(): void {
    document.documentElement.classList.remove('is-printing');
    this.#theme.forced.value = null;
    this.isOn.value = false;
  }
}

async function drawn(): Promise<void> {
  const end = performance.now() + MOST_MILLIS;
  do await pause(LOOK_MILLIS);
  while (document.querySelector('#main .skeleton') && performance.now() < end);
  await pause(DRAWING_MILLIS);
}

function pause(millis: number): Promise<void> {
  return new Promise((done) => setTimeout(done, millis));
}
