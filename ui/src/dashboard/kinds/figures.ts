import type { Palette } from '../../chart/palette';
import type { Frame } from '../../data/frame';
import { calculation, calculationUnit } from '../../data/reduce';
import type { Labels } from '../../live/frames';
import {
  hasWordsForNothing,
  seriesColor,
  show,
  type Shown,
  showText,
  type Span,
} from '../fields/display';
import { patternOf, resolveField } from '../fields/resolve';
import type { FieldOptions, Panel } from '../model';
import type { BoardScope } from '../scope';
import { asNumbers, type Cell, type Column, type Table } from '../transforms/table';
import { displayName } from './naming';
import { listOption, option, readTables } from './read';

/** One number that a panel shows large, with where it came from. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly shown: Shown;
  readonly field: FieldOptions;
  readonly labels: Labels;
  readonly span: Span;
  /** Of the series as such, apart from how its value is judged. */
  readonly color: string;
  /** The course behind the number; null where it is one of many rows. */
  readonly values: Float64Array | null;
}

/** Reduces what a panel's queries brought to single numbers. */
export function figuresOf(
  panel: Panel,
  frame: Frame,
  scope: BoardScope,
  palette: Palette,
): readonly Figure[] {
  const tables = readTables(panel, frame);
  const columns = tables.flatMap((table) =>
    chosenColumns(panel, table).map((column) => ({ table, column })),
  );
  const span = spanOfAll(columns.map(({ column }) => column));
  const calc = option(panel, 'reduce.calc', listOption(panel, 'reduce.calcs')[0] ?? 'lastNotNull');
  const isEachRow = option(panel, 'reduce.values', false);
  const figures: Figure[] = [];
  for (const { table, column } of columns) {
    const values = asNumbers(column.values);
    const identity = { name: column.name, ref: column.ref ?? table.ref, type: column.type, values };
    const options = resolveField(panel.field, identity);
    const field = isEachRow
      ? options
      : { ...options, unit: calculationUnit(calc, options.unit ?? 'none') };
    if (field.draw?.hideFrom?.viz || field.cell?.hidden) continue;
    const labels = column.labels ?? {};
    const own: Span = { min: field.min ?? span.min, max: field.max ?? span.max };
    const make = (name: string, cell: Cell, course: Float64Array | null) => {
      const value = typeof cell === 'string' ? NaN : (cell ?? NaN);
      const slot = figures.length;
      figures.push({
        name,
        value,
        shown:
          typeof cell === 'string'
            ? showText(cell, field, palette)
            : show(value, field, palette, own),
        field,
        labels,
        span: own,
        color: seriesColor(name, slot, field.color, palette),
        values: course,
      });
    };
    const name = scope.text(displayName(field, column.name, labels, scope));
    if (isEachRow) {
      const texts = table.columns.find(({ type }) => type === 'string');
      column.values.forEach((cell, row) => make(String(texts?.values[row] ?? name), cell, null));
    } else if (column.type === 'string') {
      make(name, column.values.at(-1) ?? null, null);
    } else {
      make(name, calculation(calc)(values), column.values.length > 1 ? values : null);
    }
  }
  return figures.length === 0 ? figureForNothing(panel, scope, palette) : figures;
}

/** Where a panel has words for no value they stand there also if there is not even a series. */
function figureForNothing(panel: Panel, scope: BoardScope, palette: Palette): readonly Figure[] {
  const field = panel.field?.defaults ?? {};
  if (!hasWordsForNothing(field)) return [];
  const span: Span = { min: field.min ?? 0, max: field.max ?? 100 };
  return [
    {
      name: scope.text(panel.title ?? ''),
      value: NaN,
      shown: show(NaN, field, palette, span),
      field,
      labels: {},
      span,
      color: seriesColor('', 0, field.color, palette),
      values: null,
    },
  ];
}

/** Number columns, or those that the panel names. */
function chosenColumns(panel: Panel, { columns }: Table): readonly Column[] {
  const wanted = option(panel, 'reduce.fields', '');
  if (!wanted) return columns.filter(({ type }) => type === 'number');
  const pattern = wanted.startsWith('/') ? patternOf(wanted) : null;
  return columns.filter(
    ({ name, type }) => type !== 'time' && (pattern ? pattern.test(name) : name === wanted),
  );
}

/** Lowest and highest of all, where the options give no ends. */
function spanOfAll(columns: readonly Column[]): Span {
  const values = columns
    .filter(({ type }) => type === 'number')
    .flatMap((column) => column.values as readonly number[])
    .filter((value) => Number.isFinite(value));
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), -Infinity);
  return { min: low, max: Number.isFinite(high) && high > low ? high : low + 100 };
}

/** Where a value lies between the ends, from 0 to 1. */
export function shareOf(value: number, { min, max }: Span): number {
  const share = (value - min) / (max - min || 1);
  return Number.isNaN(share) ? 0 : Math.min(1, Math.max(0, share));
}
