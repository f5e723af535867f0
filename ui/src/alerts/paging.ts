/** Which part of a long list is shown: so many rows, older than one of them. */
export interface Place {
  /** The row that the part begins behind; empty for the newest. */
  readonly before: string;
  readonly limit: number;
}

/** More rows at once nobody reads. */
const STEP = 200;

/** As many as the server gives and a page draws without a stutter. */
const MOST = 1_000;

export const FIRST_PLACE: Place = { before: '', limit: STEP };

/** Whether a longer part can be shown, or the next one has to be. */
export function canGrow({ limit }: Place, shown: number): boolean {
  return shown >= limit && limit < MOST;
}

/** Where to look for more than is shown; `next` is where the server says that the list goes on. */
export function onward(place: Place, shown: number, next: string): Place {
  return canGrow(place, shown)
    ? { ...place, limit: Math.min(place.limit + STEP, MOST) }
    : { before: next, limit: STEP };
}

/** The place as parameters of a request. */
export function placeOf({ before, limit }: Place): Record<string, string> {
  return { limit: String(limit), ...(before && { before }) };
}
