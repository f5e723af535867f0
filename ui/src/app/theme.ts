import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Palette, readPalette } from '../chart/palette';
import { Stored } from './stored';

export const THEMES = ['system', 'dark', 'light', 'contrast'] as const;
export type ThemeName = (typeof THEMES)[number];

/** The chosen theme on the document, and its colours for what draws on canvases. */
export class Theme {
  readonly choice: Signal<ThemeName>;
  readonly palette: ReadonlySignal<Palette>;
  /** One that stands for a while in the place of the chosen one, as on paper. */
  readonly forced: Signal<ThemeName | null> = signal(null);

  constructor() {
    const stored = new Stored<ThemeName>('theme', 'system');
    // The address may ask for one, as a page around this one does; it is not kept.
    const asked = new URLSearchParams(window.location.search).get('theme') as ThemeName | null;
    const wanted = asked && THEMES.includes(asked) ? asked : stored.value;
    this.choice = signal(THEMES.includes(wanted) ? wanted : 'system');
    const palette = signal(readPalette());
    this.palette = palette;
    const apply = () => {
      document.documentElement.dataset.theme = this.#resolved();
      palette.value = readPalette();
    };
    effect(() => {
      if (this.choice.value !== wanted) stored.value = this.choice.value;
      void this.forced.value;
      apply();
    });
    for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)']) {
      matchMedia(query).addEventListener('change', apply);
    }
    // Canvas text drawn before the font came is drawn again.
    void document.fonts.ready.then(apply);
  }

  next(): void {
    this.choice.value = THEMES[(THEMES.indexOf(this.choice.value) + 1) % THEMES.length];
  }

  #resolved(): Exclude<ThemeName, 'system'> {
    const choice = this.forced.value ?? this.choice.value;
    if (choice !== 'system') return choice;
    if (matchMedia('(prefers-contrast: more)').matches) return 'contrast';
    return matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
  }
}
