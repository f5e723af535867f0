import type { Board } from './model';
import { muninn } from './muninn/muninn';
import { overview } from './overview/overview';

/** The ready-made boards, in the order of the navigation. */
export const boards: readonly Board[] = [overview, muninn];
