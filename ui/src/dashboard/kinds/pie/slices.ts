import { format } from '../../../units/units';
import type { Figure } from '../figures';

/** A part of the whole and the angles, in degrees, that it is drawn between. */
export interface Slice {
  readonly name: string;
  readonly color: string;
  readonly text: string;
  readonly value: number;
  readonly share: number;
  readonly from: number;
  readonly to: number;
}

/** Thinner slices are no longer seen, nor their colours told apart. */
const MOST_SLICES = 30;
const OTHERS_COLOR = 'var(--text-faint)';

type Part = Pick<Slice, 'name' | 'color' | 'text' | 'value'>;

/** The figures that are parts of something, largest first; of very many the smallest together. */
export function slicesOf(figures: readonly Figure[]): readonly Slice[] {
  const all = figures
    .filter(({ value }) => value > 0 && Number.isFinite(value))
    .sort((a, b) => b.value - a.value);
  const total = sumOf(all);
  const isLong = all.length > MOST_SLICES;
  const largest = isLong ? all.slice(0, MOST_SLICES - 1) : all;
  const parts = largest.map(({ name, color, shown, value }): Part => {
    return { name, color, text: shown.text, value };
  });
  if (isLong) parts.push(together(all.slice(MOST_SLICES - 1)));
  let from = 0;
  return parts.map((part) => {
    const share = part.value / total;
    const slice = { ...part, share, from, to: from + share * 360 };
    from = slice.to;
    return slice;
  });
}

function together(figures: readonly Figure[]): Part {
  const value = sumOf(figures);
  const { unit = 'short', decimals } = figures[0].field;
  const text = format(value, unit, decimals);
  return { name: `${figures.length} others`, color: OTHERS_COLOR, text, value };
}

const sumOf = (figures: readonly Figure[]) => figures.reduce((sum, { value }) => sum + value, 0);
