import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { QueryScope } from '../data/scope';
import { type QueryContext, timeMacros } from '../data/template';
import { addFilters } from './variables/adhoc';
import { type Chosen, type ChosenByName, interpolate } from './variables/interpolate';
import type { VariableSet } from './variables/set';

/** What the queries and texts of a board are written out with. */
export class BoardScope implements QueryScope {
  readonly variables: QueryScope['variables'];
  readonly scrape: QueryScope['scrape'];
  readonly isLive: ReadonlySignal<boolean>;
  readonly chosen: ReadonlySignal<ChosenByName | null>;
  readonly set: VariableSet;

  #own: ChosenByName;

  constructor(
    set: VariableSet,
    scrape: ReadonlySignal<number>,
    isLive: ReadonlySignal<boolean> = signal(true),
    own: ChosenByName = {},
  ) {
    this.set = set;
    this.scrape = scrape;
    this.isLive = isLive;
    this.#own = own;
    this.chosen = computed(() => (set.chosen.value ? { ...set.chosen.value, ...own } : null));
    this.variables = computed(() => {
      const chosen = this.chosen.value;
      if (!chosen) return null;
      const filters = { __filters: JSON.stringify(set.filters()) };
      const written = Object.keys(chosen).map((name) => [name, interpolate(`$${name}`, chosen)]);
      return { ...Object.fromEntries(written), ...filters };
    });
  }

  readonly expand = (expr: string, context: QueryContext): string => {
    const written = interpolate(expr, this.chosen.peek() ?? {}, timeMacros(context));
    return addFilters(written, this.set.filters());
  };

  /** Writes out a text for people. */
  text(text: string, macros: Readonly<Record<string, string>> = {}): string {
    return text.includes('$') || text.includes('[[')
      ? interpolate(text, this.chosen.value ?? {}, macros, 'text')
      : text;
  }

  /** The same scope for data that are asked for and not pushed. */
  asked(): BoardScope {
    return new BoardScope(this.set, this.scrape, signal(false), this.#own);
  }

  /** The same scope with one value of a variable, as for a repeated panel. */
  with(name: string, value: string, text: string): BoardScope {
    const one: Chosen = { values: [value], texts: [text], isPattern: true };
    return new BoardScope(this.set, this.scrape, this.isLive, { ...this.#own, [name]: one });
  }
}
