import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { Interval } from '../../time/range';
import { promDuration } from '../../time/step';
import type { Variable } from '../model';
import type { Filter } from './adhoc';
import { ALL, type Chosen, type ChosenByName, interpolate } from './interpolate';
import { customOptions, filterOptions, type Option, sortOptions } from './options';
import { affectedBy, inOrder } from './order';

/** What the variables of a board take from the page around them. */
export interface Surroundings {
  /** Values in the address, none if it does not name the variable. */
  addressed(name: string): readonly string[];
  address(name: string, values: readonly string[]): void;
  interval(): Interval;
  lookUp(query: string, interval: Interval, signal: AbortSignal): Promise<string[]>;
}

/** A variable with what can be and what is chosen. */
export interface VariableState {
  readonly definition: Variable;
  readonly options: readonly Option[];
  /** Values, or `$__all` alone. */
  readonly selected: readonly string[];
  /** Why there are no options; empty if nothing is wrong. */
  readonly problem: string;
}

const AUTO = '$__auto_interval';
/** An automatic interval cuts the range into about this many pieces. */
const AUTO_PIECES = 30;
const AUTO_SECONDS = [1, 5, 10, 30, 60, 300, 600, 1_800, 3_600, 21_600, 86_400];

/**
 * The variables of a board: looked up in the order of their dependencies, chosen by the address,
 * looked up again when what they depend on changes.
 */
export class VariableSet {
  readonly states: Signal<readonly VariableState[]>;
  /** What is chosen; null until all is known for the first time. */
  readonly chosen: Signal<ChosenByName | null> = signal(null);

  #definitions: readonly Variable[];
  #surroundings: Surroundings;
  #abort = new AbortController();
  #stops: (() => void)[] = [];

  constructor(definitions: readonly Variable[], surroundings: Surroundings) {
    const { sorted, circular } = inOrder(definitions);
    this.#definitions = sorted;
    this.#surroundings = surroundings;
    this.states = signal(
      definitions.map((definition) => ({
        definition,
        options: [],
        selected: surroundings.addressed(definition.name),
        problem: circular.includes(definition)
          ? `$${definition.name} waits for ${circular.map(({ name }) => `$${name}`).join(', ')}, ` +
            'which wait for it: take one of them out.'
          : '',
      })),
    );
  }

  /** Begins to look up, and follows address and range from now on. */
  open(range: ReadonlySignal<unknown>): void {
    if (this.#definitions.length === 0) this.chosen.value = {};
    let seen = '';
    let isFirst = true;
    this.#stops.push(
      effect(() => {
        const addressed = this.#definitions.map(({ name }) => this.#surroundings.addressed(name));
        const before = seen === '' ? null : (JSON.parse(seen) as string[][]);
        seen = JSON.stringify(addressed);
        const changed = this.#definitions.filter(
          (_, i) => !before || JSON.stringify(before[i]) !== JSON.stringify(addressed[i]),
        );
        if (changed.length > 0) untracked(() => this.#resolve(changed));
      }),
      effect(() => {
        void range.value;
        if (isFirst) {
          isFirst = false;
          return;
        }
        const moving = this.#definitions.filter(
          ({ refresh, kind, auto }) =>
            refresh === 'range' || (kind === 'interval' && auto?.enabled),
        );
        if (moving.length > 0) untracked(() => this.#resolve(moving));
      }),
    );
  }

  close(): void {
    this.#abort.abort();
    this.#stops.forEach((stop) => stop());
    this.#stops = [];
  }

  select(name: string, values: readonly string[]): void {
    this.#surroundings.address(name, values);
  }

  /** Matchers of the ad-hoc variables, for every query. */
  filters(): readonly Filter[] {
    return this.states.value
      .filter(({ definition }) => definition.kind === 'adhoc')
      .flatMap(({ selected }) => selected.map(readFilter))
      .filter((filter) => filter !== null);
  }

  /** Looks up what a change reaches; an older look-up still under way is forgotten. */
  #resolve(changed: readonly Variable[]): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    const { signal: stopped } = this.#abort;
    const names = changed.map(({ name }) => name);
    const isWhole = this.chosen.peek() === null;
    const affected = isWhole
      ? new Set(this.#definitions.map(({ name }) => name))
      : affectedBy(names, this.#definitions);
    void this.#lookUpAll(affected, stopped);
  }

  async #lookUpAll(affected: ReadonlySet<string>, stopped: AbortSignal): Promise<void> {
    const states = new Map(this.states.peek().map((state) => [state.definition.name, state]));
    const chosen: Record<string, Chosen> = {};
    for (const definition of this.#definitions) {
      const { name } = definition;
      let state = states.get(name)!;
      if (affected.has(name)) {
        const found = await this.#optionsOf(definition, chosen, stopped);
        if (stopped.aborted) return;
        const wanted = this.#surroundings.addressed(name);
        const selected = choose(definition, found.options, wanted);
        state = { definition, ...found, selected };
        states.set(name, state);
      }
      chosen[name] = chosenOf(state, this.#surroundings.interval());
    }
    this.states.value = this.states.peek().map((state) => states.get(state.definition.name)!);
    if (JSON.stringify(chosen) !== JSON.stringify(this.chosen.peek())) this.chosen.value = chosen;
  }

  async #optionsOf(
    definition: Variable,
    chosen: ChosenByName,
    stopped: AbortSignal,
  ): Promise<Pick<VariableState, 'options' | 'problem'>> {
    const { kind, query = '', regex = '', sort = 'none', auto } = definition;
    try {
      switch (kind) {
        case 'custom':
          return { options: customOptions(interpolate(query, chosen)), problem: '' };
        case 'interval': {
          const options = customOptions(query);
          const first = auto?.enabled ? [{ value: AUTO, text: 'auto' }] : [];
          return { options: [...first, ...options], problem: '' };
        }
        case 'datasource':
          return { options: [{ value: 'muninn', text: 'Muninn' }], problem: '' };
        case 'query': {
          const asked = interpolate(query, chosen);
          const found = await this.#surroundings.lookUp(
            asked,
            this.#surroundings.interval(),
            stopped,
          );
          const kept = filterOptions(found, interpolate(regex, chosen, {}, 'text'));
          return { options: sortOptions(kept, sort), problem: '' };
        }
        default:
          return { options: [], problem: '' };
      }
    } catch (error) {
      return { options: [], problem: (error as Error).message };
    }
  }
}

/** Keeps what is wanted as far as it is there; else the stored choice, everything, or the first. */
export function choose(
  definition: Variable,
  options: readonly Option[],
  wanted: readonly string[],
): readonly string[] {
  const { kind, query = '', includeAll, multi } = definition;
  const current = currentOf(definition);
  if (kind === 'constant') return [query || (current[0] ?? '')];
  if (kind === 'text' || kind === 'switch')
    return wanted.length > 0 ? wanted.slice(0, 1) : [current[0] ?? query];
  if (kind === 'adhoc' || kind === 'groupBy') return wanted.length > 0 ? wanted : current;
  const isThere = (value: string) =>
    (includeAll && value === ALL) || options.some((option) => option.value === value);
  for (const candidate of [wanted, current]) {
    const kept = candidate
      .map((each) => options.find(({ text }) => text === each)?.value ?? each)
      .map((each) => (includeAll && each === 'All' ? ALL : each))
      .filter((each) => each !== '' && (options.length === 0 || isThere(each)));
    if (kept.includes(ALL)) return [ALL];
    if (kept.length > 0) return multi ? kept : kept.slice(0, 1);
  }
  if (includeAll) return [ALL];
  return options.length > 0 ? [options[0].value] : [];
}

/** The stored choice of a variable as a list of texts. */
function currentOf({ current, filters = [] }: Variable): readonly string[] {
  if (filters.length > 0) return filters.map(({ key, op, value = '' }) => `${key}|${op}|${value}`);
  const value = current?.value ?? [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function chosenOf({ definition, options, selected }: VariableState, interval: Interval): Chosen {
  const { allValue, multi = false, includeAll = false, kind } = definition;
  const isPattern = multi || includeAll;
  if (kind === 'interval' && selected[0] === AUTO) {
    const value = automatic(interval.to - interval.from, definition.auto?.steps ?? AUTO_PIECES);
    return { values: [value], texts: [value], isPattern };
  }
  if (selected[0] === ALL) {
    return {
      values: options.map(({ value }) => value),
      texts: ['All'],
      isAll: true,
      isPattern,
      ...(allValue ? { allValue } : {}),
    };
  }
  const texts = selected.map(
    (value) => options.find((option) => option.value === value)?.text ?? value,
  );
  return { values: selected, texts, isPattern };
}

function automatic(span: number, pieces: number): string {
  const seconds = span / 1_000 / pieces;
  return promDuration((AUTO_SECONDS.find((each) => each >= seconds) ?? 86_400) * 1_000);
}

/** `key|=|value`, as it stands in the address. */
export function readFilter(text: string): Filter | null {
  const [key, operator, ...rest] = text.split('|');
  return key && ['=', '!=', '=~', '!~'].includes(operator)
    ? { key, operator: operator as Filter['operator'], value: rest.join('|') }
    : null;
}
