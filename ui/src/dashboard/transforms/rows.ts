import { calculation, calculationTitle } from '../../data/reduce';
import type { Options } from '../model';
import { type Cell, type Column, type Table, asNumbers, rowCount } from './table';

/** One table of all: columns of the same name become one, rows that agree in their texts too. */
export function merge(tables: readonly Table[]): readonly Table[] {
  if (tables.length < 2) return tables;
  const samples = new Map<string, Column>();
  for (const column of tables.flatMap(({ columns }) => columns))
    if (!samples.has(column.name)) samples.set(column.name, column);
  const isKey = (name: string) => samples.get(name)!.type !== 'number';
  const rows = new Map<string, Map<string, Cell>>();
  for (const { columns } of tables) {
    const keys = columns
      .filter(({ name }) => isKey(name))
      .toSorted((a, b) => (a.name < b.name ? -1 : 1));
    for (let index = 0; index < rowCount({ columns }); index++) {
      const key = JSON.stringify(keys.map(({ name, values }) => [name, values[index]]));
      const known = rows.get(key);
      const isClash =
        known &&
        columns.some(({ name, values }) => known.has(name) && known.get(name) !== values[index]);
      const merged = known && !isClash ? known : new Map(known);
      for (const { name, values } of columns) merged.set(name, values[index]);
      if (merged !== known) rows.set(isClash ? `${key}#${rows.size}` : key, merged);
    }
  }
  const all = [...rows.values()];
  return [
    {
      columns: [...samples].map(([name, sample]) => ({
        ...sample,
        series: undefined,
        values: all.map((each) => each.get(name) ?? (isKey(name) ? null : NaN)),
      })),
    },
  ];
}

interface Grouping {
  readonly operation?: 'groupby' | 'aggregate' | null;
  readonly aggregations?: readonly string[];
}

/** A row for each set of equal values, with figures of the other columns. */
export function groupBy(tables: readonly Table[], options: Options): readonly Table[] {
  const { fields = {} } = options as { fields?: Record<string, Grouping> };
  return tables.map((table) => {
    const keys = table.columns.filter(({ name }) => fields[name]?.operation === 'groupby');
    if (keys.length === 0) return table;
    const groups = new Map<string, number[]>();
    for (let index = 0; index < rowCount(table); index++) {
      const key = JSON.stringify(keys.map(({ values }) => values[index]));
      groups.set(key, [...(groups.get(key) ?? []), index]);
    }
    const places = [...groups.values()];
    const figures = table.columns.flatMap((column) => {
      const { operation, aggregations = [] } = fields[column.name] ?? {};
      if (operation !== 'aggregate') return [];
      return aggregations.map((name): Column => ({
        ...column,
        series: undefined,
        name: `${column.name} (${name})`,
        type: 'number',
        values: places.map((group) => figure(column, group, name)),
      }));
    });
    const kept = keys.map((column) => ({
      ...column,
      values: places.map(([first]) => column.values[first]),
    }));
    return { ...table, columns: [...kept, ...figures] };
  });
}

function figure(column: Column, places: readonly number[], name: string): number {
  if (name === 'count') return places.length;
  return calculation(name)(asNumbers(places.map((place) => column.values[place])));
}

/** Tables side by side, joined where a column has the same value. */
export function joinByField(tables: readonly Table[], options: Options): readonly Table[] {
  const { byField, mode = 'outer' } = options as { byField?: string; mode?: string };
  const keyOf = ({ columns }: Table) =>
    byField
      ? columns.find(({ name }) => name === byField)
      : columns.find(({ type }) => type === 'time');
  const joined = tables.filter((table) => keyOf(table));
  if (joined.length < 2) return tables;
  const places = joined.map(
    (table) => new Map(keyOf(table)!.values.map((value, place) => [value, place])),
  );
  const all = [...new Set(places.flatMap((each) => [...each.keys()]))];
  const keys = mode === 'inner' ? all.filter((key) => places.every((each) => each.has(key))) : all;
  const key = keyOf(joined[0])!;
  if (key.type === 'time') keys.sort((a, b) => Number(a) - Number(b));
  const columns = joined.flatMap((table, index) =>
    table.columns
      .filter((column) => column !== keyOf(table))
      .map((column) => ({
        ...column,
        values: keys.map((each) => {
          const place = places[index].get(each);
          return place === undefined ? absent(column) : column.values[place];
        }),
      })),
  );
  return [{ columns: [{ ...key, values: keys }, ...distinct(columns)] }];
}

function absent({ type }: Column): Cell {
  return type === 'number' ? NaN : null;
}

/** Columns that would have the same name are numbered. */
function distinct(columns: readonly Column[]): Column[] {
  const seen = new Map<string, number>();
  return columns.map((column) => {
    const times = (seen.get(column.name) ?? 0) + 1;
    seen.set(column.name, times);
    return times === 1 ? column : { ...column, name: `${column.name} ${times}` };
  });
}

/** Each number column as figures: a row for each column, or one row of all. */
export function reduce(tables: readonly Table[], options: Options): readonly Table[] {
  const {
    reducers = ['max'],
    mode = 'seriesToRows',
    labelsToFields: hasLabels = false,
    includeTimeField = false,
  } = options as {
    reducers?: string[];
    mode?: string;
    labelsToFields?: boolean;
    includeTimeField?: boolean;
  };
  if (mode === 'reduceFields') {
    return tables.map((table) => ({
      ...table,
      columns: table.columns
        .filter(({ type }) => type === 'number' || (type === 'time' && includeTimeField))
        .flatMap((column) =>
          reducers.map((name) => ({
            ...column,
            series: undefined,
            name: reducers.length > 1 ? `${column.name} ${calculationTitle(name)}` : column.name,
            values: [calculation(name)(asNumbers(column.values))],
          })),
        ),
    }));
  }
  const columns = tables.flatMap((table) => table.columns).filter(({ type }) => type === 'number');
  const labels = hasLabels
    ? [...new Set(columns.flatMap((column) => Object.keys(column.labels ?? {})))].sort()
    : [];
  return [
    {
      columns: [
        { name: 'Field', type: 'string', values: columns.map(({ name }) => name) },
        ...labels.map((label): Column => ({
          name: label,
          type: 'string',
          values: columns.map((column) => column.labels?.[label] ?? null),
        })),
        ...reducers.map((name): Column => ({
          name: TITLES[name] ?? name,
          type: 'number',
          values: columns.map(({ values }) => calculation(name)(asNumbers(values))),
        })),
      ],
    },
  ];
}

/** Headings that boards refer to in their overrides. */
const TITLES: Readonly<Record<string, string>> = {
  lastNotNull: 'Last *',
  last: 'Last',
  firstNotNull: 'First *',
  first: 'First',
  min: 'Min',
  max: 'Max',
  mean: 'Mean',
  sum: 'Total',
  count: 'Count',
  range: 'Range',
  delta: 'Delta',
  diff: 'Difference',
};

/** Labels of series as columns, or as rows of name and value. */
export function labelsToFields(tables: readonly Table[], options: Options): readonly Table[] {
  const {
    mode = 'columns',
    keepLabels,
    valueLabel,
  } = options as {
    mode?: string;
    keepLabels?: string[];
    valueLabel?: string;
  };
  const isKept = (label: string) => !keepLabels?.length || keepLabels.includes(label);
  if (mode === 'rows') {
    return tables.map(({ columns }) => {
      const labels = Object.entries(columns.find((each) => each.labels)?.labels ?? {}).filter(
        ([label]) => isKept(label),
      );
      return {
        columns: [
          { name: 'label', type: 'string', values: labels.map(([label]) => label) },
          { name: 'value', type: 'string', values: labels.map(([, value]) => value) },
        ],
      };
    });
  }
  return merge(
    tables.map((table) => {
      const rows = rowCount(table);
      const labelled = table.columns.find((column) => column.labels);
      const labels = Object.entries(labelled?.labels ?? {}).filter(
        ([label]) => isKept(label) && label !== valueLabel,
      );
      const [time, ...others] = table.columns;
      return {
        ...table,
        columns: [
          time,
          ...labels.map(([label, value]): Column => ({
            name: label,
            type: 'string',
            values: Array<string>(rows).fill(value),
          })),
          ...others.map((column) => ({
            ...column,
            series: undefined,
            labels: undefined,
            name:
              (valueLabel && column.labels?.[valueLabel]) ||
              column.labels?.__name__ ||
              (column.labels ? 'Value' : column.name),
          })),
        ],
      };
    }),
  );
}
