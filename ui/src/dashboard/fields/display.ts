import type { Palette } from '../../chart/palette';
import { ABSENT, quantity, type Quantity } from '../../units/units';
import type { ColorOptions, FieldOptions, Mapping, Thresholds } from '../model';
import { colorByName, colorOf, rampColor } from './colors';

/** A value as it is shown. */
export interface Shown extends Quantity {
  /** Number and unit as one text. */
  readonly text: string;
  /** Null where nothing but the usual text colour is asked for. */
  readonly color: string | null;
  /** The text is a mapping's, not a number's. */
  readonly isMapped: boolean;
}

/** Lowest and highest value that scales and percentages go by. */
export interface Span {
  readonly min: number;
  readonly max: number;
}

/** Writes a value by its unit, mappings, thresholds and colours. */
export function show(
  value: number,
  options: FieldOptions,
  palette: Palette,
  span: Span = spanOf(options),
): Shown {
  const mapped = mappingOf(value, options.mappings);
  const color =
    mapped?.color !== undefined
      ? colorOf(mapped.color, palette)
      : valueColor(value, options, palette, span);
  if (mapped?.text !== undefined && mapped.text !== '')
    return { number: mapped.text, unit: '', text: mapped.text, color, isMapped: true };
  if (Number.isNaN(value)) {
    const text = options.noValue ?? ABSENT;
    return { number: text, unit: '', text, color: null, isMapped: false };
  }
  const written = quantity(value, options.unit ?? 'none', options.decimals);
  return { ...written, text: joined(written), color, isMapped: false };
}

/** Whether there are words for a value that is not there. */
export function hasWordsForNothing({ noValue, mappings }: FieldOptions): boolean {
  return Boolean(noValue || mappingOf(NaN, mappings)?.text);
}

/** A text cell: only mappings apply. */
export function showText(text: string, options: FieldOptions, palette: Palette): Shown {
  const mapped = textMapping(text, options.mappings);
  const shown = mapped?.text ?? text;
  const color = mapped?.color === undefined ? null : colorOf(mapped.color, palette);
  return { number: shown, unit: '', text: shown, color, isMapped: mapped !== null };
}

function joined({ number, unit }: Quantity): string {
  return unit === '' || /^[%°]/.test(unit) ? number + unit : `${number} ${unit}`;
}

export function spanOf({ min, max, unit }: FieldOptions): Span {
  const full = unit === 'percentunit' ? 1 : 100;
  return { min: min ?? 0, max: max ?? full };
}

/** The colour that thresholds or a continuous scale give a value; null where neither is chosen. */
export function valueColor(
  value: number,
  { color, thresholds }: FieldOptions,
  palette: Palette,
  span: Span,
): string | null {
  const mode = color?.mode ?? 'thresholds';
  if (mode === 'fixed' || mode === 'shades')
    return color?.color ? colorOf(color.color, palette) : null;
  if (mode === 'thresholds') return thresholdColor(value, thresholds, palette, span);
  if (mode === 'continuous') {
    const share = (value - span.min) / (span.max - span.min || 1);
    return rampColor(color?.scheme ?? 'GrYlRd', Number.isNaN(share) ? 0 : share, palette);
  }
  return null;
}

export function thresholdColor(
  value: number,
  thresholds: Thresholds | undefined,
  palette: Palette,
  span: Span,
): string | null {
  if (!thresholds || Number.isNaN(value)) return null;
  const reached = levelsOf(thresholds, span).filter(({ at }) => value >= at);
  const last = reached.at(-1);
  return last ? colorOf(last.color, palette) : null;
}

/** The steps as values, lowest first; percentages are of the span. */
export function levelsOf(
  { mode, steps = [] }: Thresholds,
  { min, max }: Span,
): { readonly at: number; readonly color: string }[] {
  return steps
    .map(({ value = null, color }) => ({
      color,
      at:
        value === null
          ? -Infinity
          : mode === 'percentage'
            ? min + ((max - min) * value) / 100
            : value,
    }))
    .sort((a, b) => a.at - b.at);
}

/** The colour of a series that is drawn rather than written. */
export function seriesColor(
  name: string,
  slot: number,
  color: ColorOptions | undefined,
  palette: Palette,
): string {
  const mode = color?.mode ?? 'palette';
  if (mode === 'fixed' || mode === 'shades') return colorOf(color?.color ?? 'blue', palette);
  return mode === 'byName'
    ? colorByName(name, palette)
    : palette.series[slot % palette.series.length];
}

/** The first mapping that fits the value. */
export function mappingOf(value: number, mappings: readonly Mapping[] = []): Mapping | null {
  return mappings.find((mapping) => isFor(value, mapping)) ?? null;
}

function isFor(value: number, { kind, ...mapping }: Mapping): boolean {
  switch (kind) {
    case 'value':
      return mapping.value === String(value);
    case 'range':
      return value >= (mapping.from ?? -Infinity) && value <= (mapping.to ?? Infinity);
    case 'regex':
      return matches(String(value), mapping.pattern ?? '');
    case 'special':
      return Number.isNaN(value) && !['true', 'false'].includes(mapping.match ?? '');
  }
}

function textMapping(text: string, mappings: readonly Mapping[] = []): Mapping | null {
  const mapping = mappings.find((each) => {
    switch (each.kind) {
      case 'value':
        return each.value === text;
      case 'regex':
        return matches(text, each.pattern ?? '');
      case 'special':
        return text === '' ? each.match === 'empty' : each.match === text;
      case 'range':
        return text !== '' && !Number.isNaN(Number(text)) && isFor(Number(text), each);
    }
  });
  if (mapping?.kind !== 'regex' || mapping.text === undefined) return mapping ?? null;
  return { ...mapping, text: text.replace(new RegExp(bare(mapping.pattern ?? '')), mapping.text) };
}

function matches(text: string, pattern: string): boolean {
  try {
    return new RegExp(bare(pattern)).test(text);
  } catch {
    // Half an expression, while it is being typed, matches nothing.
    return false;
  }
}

function bare(pattern: string): string {
  return /^\/(.*)\/\w*$/s.exec(pattern)?.[1] ?? pattern;
}
