import { timeLabel } from '../../../chart/axes';
import type { Palette } from '../../../chart/palette';
import type { Frame } from '../../../data/frame';
import { format } from '../../../units/units';
import { colorByName } from '../../fields/colors';
import { mappingOf, seriesColor, show, showText, type Span } from '../../fields/display';
import { resolveField } from '../../fields/resolve';
import type { FieldOptions, Panel } from '../../model';
import type { BoardScope } from '../../scope';
import {
  asNumbers,
  type Cell,
  type Column,
  pickRows,
  rowCount,
  type Table,
} from '../../transforms/table';
import type { Arrangement, BarChart, BarSeries } from '../bars/bars';
import { displayName } from '../naming';
import { option, readTable } from '../read';

/** More cannot be told apart; of times the newest count, of names the first. */
const MOST_CATEGORIES = 120;
const ARRANGEMENTS: Readonly<Record<string, Arrangement>> = {
  normal: 'stacked',
  percent: 'shares',
};

/** What a panel's answers look like as bars: a category for each row, a series for each column. */
export function barChartOf(
  panel: Panel,
  frame: Frame,
  scope: BoardScope,
  palette: Palette,
): BarChart {
  const whole = readTable(panel, frame);
  const along = categoryColumn(whole, option(panel, 'xField', ''));
  const table = newest(whole, along);
  const categories = table.columns.find(({ name }) => name === along?.name);
  const judge = table.columns.find(({ name }) => name === option(panel, 'colorByField', ''));
  const columns = table.columns.filter(
    (column) => column.type === 'number' && column !== categories && column !== judge,
  );
  const defaults = panel.field?.defaults ?? {};
  const given = judge && columnColors(judge, panel, palette);
  return {
    categories: categories ? namesOf(categories, panel, palette, frame.step) : rowNumbers(table),
    series: columns.flatMap((column, slot) => seriesOf(column, slot, panel, scope, palette, given)),
    arrangement: ARRANGEMENTS[option(panel, 'stacking', 'none')] ?? 'beside',
    groupShare: shareOption(panel, 'groupWidth', 0.7),
    barShare: shareOption(panel, 'barWidth', 0.97),
    unit: defaults.unit ?? 'short',
    min: defaults.min,
    max: defaults.max,
    omitted: rowCount(whole) - rowCount(table),
  };
}

/** The column that is asked for, else the first of texts that differ, else the times. */
function categoryColumn({ columns }: Table, wanted: string): Column | undefined {
  return (
    columns.find(({ name }) => wanted !== '' && name === wanted) ??
    columns.find(({ type, values }) => type === 'string' && new Set(values).size > 1) ??
    columns.find(({ type }) => type === 'string') ??
    columns.find(({ type }) => type === 'time')
  );
}

function newest(table: Table, along: Column | undefined): Table {
  const rows = rowCount(table);
  if (rows <= MOST_CATEGORIES) return table;
  const first = along?.type === 'time' ? rows - MOST_CATEGORIES : 0;
  return pickRows(
    table,
    Array.from({ length: MOST_CATEGORIES }, (_, index) => first + index),
  );
}

function namesOf(column: Column, panel: Panel, palette: Palette, step: number): string[] {
  if (column.type === 'time') return column.values.map((time) => timeLabel(Number(time), step));
  const field = resolveField(panel.field, { name: column.name, type: column.type });
  const { unit = 'none', decimals } = field;
  return column.values.map((cell) =>
    typeof cell === 'number'
      ? format(cell, unit, decimals)
      : showText(cell ?? '', field, palette).text,
  );
}

function rowNumbers(table: Table): string[] {
  return Array.from({ length: rowCount(table) }, (_, row) => String(row + 1));
}

function seriesOf(
  column: Column,
  slot: number,
  panel: Panel,
  scope: BoardScope,
  palette: Palette,
  given: readonly (string | null)[] | undefined,
): BarSeries[] {
  const values = asNumbers(column.values);
  const { name: own, ref, labels = {} } = column;
  const field = resolveField(panel.field, { name: own, ref, type: 'number', values });
  if (field.cell?.hidden || field.draw?.hideFrom?.viz) return [];
  const name = scope.text(displayName(field, own, labels, scope));
  const { unit = 'short', decimals, mappings } = field;
  return [
    {
      name,
      values: Array.from(values),
      color: seriesColor(name, slot, field.color, palette),
      colors: given ?? judgedColors(values, field, palette),
      format: (value) => mappingOf(value, mappings)?.text ?? format(value, unit, decimals),
    },
  ];
}

/** Colours by the values themselves, where thresholds or a scale are chosen. */
function judgedColors(
  values: Float64Array,
  field: FieldOptions,
  palette: Palette,
): readonly (string | null)[] | undefined {
  const mode = field.color?.mode;
  if (mode !== 'thresholds' && mode !== 'continuous') return undefined;
  const span = spanOf(values, field);
  return Array.from(values, (value) => show(value, field, palette, span).color);
}

/** Colours that a column of its own gives the categories. */
function columnColors(column: Column, panel: Panel, palette: Palette): readonly (string | null)[] {
  const values = column.type === 'number' ? asNumbers(column.values) : new Float64Array(0);
  const field = resolveField(panel.field, { name: column.name, type: column.type, values });
  const span = spanOf(values, field);
  return column.values.map((cell: Cell) => {
    if (typeof cell === 'number') return show(cell, field, palette, span).color;
    return cell === null
      ? null
      : (showText(cell, field, palette).color ?? colorByName(cell, palette));
  });
}

function spanOf(values: Float64Array, { min, max }: FieldOptions): Span {
  const finite = values.filter(Number.isFinite);
  const high = finite.reduce((most, value) => Math.max(most, value), -Infinity);
  const low = finite.reduce((least, value) => Math.min(least, value), 0);
  return { min: min ?? low, max: max ?? (high > low ? high : low + 1) };
}

function shareOption(panel: Panel, path: string, fallback: number): number {
  return Math.min(1, Math.max(0.05, option(panel, path, fallback)));
}
