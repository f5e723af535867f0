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

/** The next round number up: 1, 1.5, 2, 3, 4, 5, 6, 8 or 10 times a power of the base. */
export function roundUp(value: number, isBinary: boolean): number {
  if (value <= 0) return 0;
  const power = isBinary ? 2 ** Math.floor(Math.log2(value)) : 10 ** Math.floor(Math.log10(value));
  const steps = isBinary ? [1, 1.25, 1.5, 1.75, 2] : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10];
  const factor = steps.find((step) => value <= step * power * 1.000001) ?? 10;
  return factor * power;
}

/**
 * A value axis that does not twitch: it grows at once and shrinks only when half of it is empty.
 */
export class CalmScale {
  #low = 0;
  #high = 0;

  /** The range to draw for data within `min` and `max`; zero is always part of it. */
  fit(min: number, max: number, isBinary: boolean): readonly [number, number] {
    this.#high = settle(this.#high, Math.max(0, max), isBinary);
    this.#low = -settle(-this.#low, Math.max(0, -min), isBinary);
    return this.#low === this.#high ? [0, 1] : [this.#low, this.#high];
  }
}

function settle(current: number, wanted: number, isBinary: boolean): number {
  const fits = wanted <= current && wanted >= current * 0.45;
  return fits ? current : roundUp(wanted, isBinary);
}
