/** Lowest and highest finite value within the rows; null where there is none. */
export function extent(
  columns: readonly Float64Array[],
  first: number,
  last: number,
): { min: number; max: number } | null {
  let min = Infinity;
  let max = -Infinity;
  for (const column of columns) {
    for (let row = first; row <= last; row++) {
      const value = column[row];
      if (!Number.isFinite(value)) continue;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  return min <= max ? { min, max } : null;
}

/** The same of what lies above zero only. */
export function positiveExtent(
  columns: readonly Float64Array[],
  first: number,
  last: number,
): { min: number; max: number } | null {
  return extent(
    columns.map((column) => column.map((value) => (value > 0 ? value : NaN))),
    first,
    last,
  );
}

/** The next round number up: 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of the base. */
export function roundUp(value: number, isBinary: boolean): number {
  if (value <= 0) return 0;
  const power = isBinary ? 2 ** Math.floor(Math.log2(value)) : 10 ** Math.floor(Math.log10(value));
  const steps = isBinary ? [1, 1.25, 1.5, 1.75, 2] : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  const factor = steps.find((step) => value <= step * power * 1.000001) ?? 10;
  return factor * power;
}

/** Below this share of its distance from zero a course would be a flat line on an axis with zero. */
const FLAT_SHARE = 0.3;
/** Room on both sides of a course that is drawn apart from zero. */
const MARGIN_SHARE = 0.12;

/**
 * A value axis that does not twitch: it grows at once and shrinks only when half of it is empty.
 */
export class CalmScale {
  #low = 0;
  #high = 0;
  #apart: readonly [number, number] | null = null;

  /**
   * The range to draw for data within `min` and `max`. Zero is part of it, always or unless the
   * data keep far away from it.
   */
  fit(min: number, max: number, isBinary: boolean, hasZero = true): readonly [number, number] {
    if (!hasZero && isApart(min, max)) return this.#fitApart(min, max);
    this.#apart = null;
    this.#high = settle(this.#high, Math.max(0, max), isBinary);
    this.#low = -settle(-this.#low, Math.max(0, -min), isBinary);
    return this.#low === this.#high ? [0, 1] : [this.#low, this.#high];
  }

  #fitApart(min: number, max: number): readonly [number, number] {
    const spread = max - min || Math.abs(max) * 0.1;
    const now = this.#apart;
    if (now && min >= now[0] && max <= now[1] && spread >= 0.4 * (now[1] - now[0])) return now;
    const unit = 10 ** Math.floor(Math.log10(spread)) / 2;
    this.#apart = [
      Math.floor((min - MARGIN_SHARE * spread) / unit) * unit,
      Math.ceil((max + MARGIN_SHARE * spread) / unit) * unit,
    ];
    return this.#apart;
  }
}

function isApart(min: number, max: number): boolean {
  const nearest = min > 0 ? min : max < 0 ? -max : 0;
  return nearest > 0 && max - min < FLAT_SHARE * nearest;
}

function settle(current: number, wanted: number, isBinary: boolean): number {
  const fits = wanted <= current && wanted >= current * 0.45;
  return fits ? current : roundUp(wanted, isBinary);
}
