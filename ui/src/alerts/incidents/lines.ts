import type { Deed, EventKind, IncidentEvent } from './api';
import { KIND_WORDS } from './words';

/** A line of a story: what happened, or what was changed in between. */
export interface StoryLine {
  readonly at: number;
  readonly kind: EventKind | 'deed';
  readonly what: string;
  readonly who: string;
  readonly text: string;
}

/** The whole story in the order of time. */
export function linesOf(events: readonly IncidentEvent[], deeds: readonly Deed[]): StoryLine[] {
  const told = events.map(({ at, kind, person, story }): StoryLine => ({
    at,
    kind,
    what: KIND_WORDS[kind],
    who: person,
    text: story,
  }));
  const changed = deeds.map(({ at, title }): StoryLine => ({
    at,
    kind: 'deed',
    what: 'Changed',
    who: '',
    text: title,
  }));
  return [...told, ...changed].sort((one, other) => one.at - other.at);
}

/** How it began. */
const BEGIN = 10;

/** How it goes. */
const END = 100;

/** What is read of a long story before somebody asks for all of it. */
export interface Shortened {
  readonly begin: readonly StoryLine[];
  /** Lines between begin and end. */
  readonly hidden: number;
  readonly end: readonly StoryLine[];
}

/** The begin and the end of a story; all of a short one is its end. */
export function shortened(lines: readonly StoryLine[]): Shortened {
  if (lines.length <= BEGIN + END) return { begin: [], hidden: 0, end: lines };
  return {
    begin: lines.slice(0, BEGIN),
    hidden: lines.length - BEGIN - END,
    end: lines.slice(-END),
  };
}
