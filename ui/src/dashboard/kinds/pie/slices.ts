import type { Figure } from '../figures';

/** A part of the whole and the angles, in degrees, that it is drawn between. */
export interface Slice {
  readonly figure: Figure;
  readonly value: number;
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

/** The figures that are parts of something, largest first. */
export function slicesOf(figures: readonly Figure[]): readonly Slice[] {
  const parts = figures
    .filter(({ value }) => value > 0 && Number.isFinite(value))
    .sort((a, b) => b.value - a.value);
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  return parts.map((figure) => {
    const share = figure.value / total;
    const slice = { figure, value: figure.value, share, from, to: from + share * 360 };
    from = slice.to;
    return slice;
  });
}
