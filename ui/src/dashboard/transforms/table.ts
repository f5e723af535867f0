import type { Frame, Series } from '../../data/frame';
import { lastValue } from '../../data/frame';
import type { Labels } from '../../live/frames';
import { commonLabels, legendOf } from '../fields/resolve';
import type { PanelQuery } from '../model';

export type Cell = number | string | null;

/** A named column; numbers that are absent are NaN, times are milliseconds. */
export interface Column {
  readonly name: string;
  readonly type: 'number' | 'string' | 'time';
  readonly values: readonly Cell[];
  readonly ref?: string;
  readonly labels?: Labels;
  /** Series that a number column came from as it was; its identity and whether it goes on. */
  readonly series?: Series;
}

/** Columns of the same length. */
export interface Table {
  readonly columns: readonly Column[];
  readonly ref?: string;
  /** Columns that are left out, because nobody reads so many. */
  readonly omitted?: number;
}

/** Rows a value may lie back before it counts as gone: one lost scrape is no absence. */
const REACH = 4;

/**
 * The frame of a panel as tables: one for each query that wants rows, else one for each series.
 */
export function tablesOf(
  frame: Frame,
  queries: readonly PanelQuery[],
  isInstant: boolean,
): readonly Table[] {
  const common = commonLabels(frame.series.map(({ labels }) => labels));
  return queries.flatMap((query) => {
    const series = frame.series.filter(({ ref }) => ref === query.ref);
    if (query.format === 'table') return [rowTable(frame, query, series, queries, isInstant)];
    return series.map((each) => seriesTable(frame, each, legendOf(query, each.labels, common)));
  });
}

function seriesTable(frame: Frame, series: Series, name: string): Table {
  return {
    ref: series.ref,
    columns: [
      { name: 'Time', type: 'time', values: numbers(frame.times) },
      {
        name,
        type: 'number',
        ref: series.ref,
        labels: series.labels,
        values: numbers(series.values),
        series,
      },
    ],
  };
}

/** A row for each series, or for each of its points: time, labels, value. */
function rowTable(
  frame: Frame,
  query: PanelQuery,
  series: readonly Series[],
  queries: readonly PanelQuery[],
  isInstant: boolean,
): Table {
  const labels = [...new Set(series.flatMap((each) => Object.keys(each.labels)))].sort();
  const rows = series.flatMap(({ labels: own, values }) => {
    if (isInstant) {
      const value = lastValue(values, REACH);
      return Number.isNaN(value) ? [] : [{ own, value, time: frame.times.at(-1) ?? NaN }];
    }
    return [...values].flatMap((value, row) =>
      Number.isNaN(value) ? [] : [{ own, value, time: frame.times[row] }],
    );
  });
  const value = queries.length > 1 ? `Value #${query.ref}` : 'Value';
  return {
    ref: query.ref,
    columns: [
      { name: 'Time', type: 'time', values: rows.map(({ time }) => time) },
      ...labels.map((label): Column => ({
        name: label,
        type: 'string',
        values: rows.map(({ own }) => own[label] ?? null),
      })),
      { name: value, type: 'number', ref: query.ref, values: rows.map(({ value: each }) => each) },
    ],
  };
}

export function rowCount({ columns }: Table): number {
  return columns[0]?.values.length ?? 0;
}

export function row(table: Table, index: number): Cell[] {
  return table.columns.map(({ values }) => values[index]);
}

/** Table with the rows at these places, in this order. */
export function pickRows(table: Table, places: readonly number[]): Table {
  return {
    ...table,
    columns: table.columns.map((column) => ({
      ...column,
      series: undefined,
      values: places.map((place) => column.values[place]),
    })),
  };
}

export function numbers(values: Float64Array): number[] {
  return Array.from(values);
}

/** A number column as calculations take it. */
export function asNumbers(values: readonly Cell[]): Float64Array {
  return Float64Array.from(values, (value) =>
    value === null || value === '' ? NaN : Number(value),
  );
}

/**
 * Number columns as series again, where every table still has the rows of the frame; null where
 * rows were taken out or put together.
 */
export function frameOfTables(tables: readonly Table[], frame: Frame): Frame | null {
  const series: Series[] = [];
  for (const { columns } of tables) {
    for (const column of columns) {
      if (column.type !== 'number') continue;
      if (column.values.length !== frame.times.length) return null;
      series.push({
        id: column.series?.id ?? `${column.ref ?? ''}:${column.name}`,
        ref: column.ref ?? '',
        labels: column.labels ?? {},
        values: asNumbers(column.values),
        isLiving: column.series?.isLiving ?? true,
        name: column.name,
      });
    }
  }
  return { ...frame, series };
}
