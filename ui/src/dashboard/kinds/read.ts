import type { Frame } from '../../data/frame';
import type { Panel } from '../model';
import { merge } from '../transforms/rows';
import { frameOfTables, type Table, tablesOf } from '../transforms/table';
import { transform } from '../transforms/transforms';

/** More columns than this nobody reads, and to draw them keeps the page from all else. */
export const MOST_COLUMNS = 60;

/** True where a panel's queries all want their newest values only. */
export function isInstant(panel: Panel): boolean {
  const queries = panel.queries ?? [];
  return queries.length > 0 && queries.every(({ instant }) => instant === true);
}

/** The tables of a panel after its transformations. */
export function readTables(panel: Panel, frame: Frame): readonly Table[] {
  const tables = tablesOf(frame, panel.queries ?? [], isInstant(panel));
  return transform(tables, panel.transforms).tables;
}

/**
 * One table of a panel's answers: the only one, or all series by their newest values, or all series
 * over time, or the first.
 */
export function readTable(panel: Panel, frame: Frame): Table {
  const tables = readTables(panel, frame);
  if (tables.length <= 1) return tables[0] ?? { columns: [] };
  const isSeries = tables.every(({ columns }) => columns.length === 2 && columns[1].series);
  if (!isSeries) return tables[0];
  if (!isInstant(panel)) {
    const omitted = Math.max(0, tables.length - MOST_COLUMNS);
    return { ...merge(tables.slice(0, MOST_COLUMNS))[0], omitted };
  }
  const columns = tables.map((table) => table.columns[1]);
  return {
    columns: [
      { name: 'Series', type: 'string', values: columns.map(({ name }) => name) },
      { name: 'Value', type: 'number', values: columns.map(({ values }) => values.at(-1) ?? NaN) },
    ],
  };
}

/** The series of a panel after its transformations; as they came where those make other rows. */
export function readSeries(panel: Panel, frame: Frame): Frame {
  const transforms = panel.transforms?.filter(({ disabled }) => !disabled) ?? [];
  if (transforms.length === 0) return frame;
  const asSeries = (panel.queries ?? []).map((query) => ({
    ...query,
    format: 'timeSeries' as const,
  }));
  const { tables } = transform(tablesOf(frame, asSeries, false), transforms);
  return frameOfTables(tables, frame) ?? frame;
}

/** A value deep in the options, if it is of the wanted type. */
export function option(panel: Panel, path: string, fallback: string): string;
export function option(panel: Panel, path: string, fallback: number): number;
export function option(panel: Panel, path: string, fallback: boolean): boolean;
export function option(panel: Panel, path: string, fallback: unknown): unknown {
  const found = optionAt(panel, path);
  return typeof found === typeof fallback ? found : fallback;
}

export function listOption(panel: Panel, path: string): readonly string[] {
  const found = optionAt(panel, path);
  return Array.isArray(found) ? found.filter((each) => typeof each === 'string') : [];
}

function optionAt({ options }: Panel, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], options);
}
