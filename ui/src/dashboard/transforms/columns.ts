import { patternOf } from '../fields/resolve';
import type { Options } from '../model';
import { type Column, type Table, asNumbers, pickRows, rowCount } from './table';

/** Hides, orders and renames columns. */
export function organize(tables: readonly Table[], options: Options): readonly Table[] {
  const {
    excludeByName = {},
    indexByName = {},
    renameByName = {},
    includeByName = {},
  } = options as {
    excludeByName?: Record<string, boolean>;
    indexByName?: Record<string, number>;
    renameByName?: Record<string, string>;
    includeByName?: Record<string, boolean>;
  };
  const isIncluding = Object.keys(includeByName).length > 0;
  return tables.map((table) => ({
    ...table,
    columns: table.columns
      .filter(({ name }) => (isIncluding ? includeByName[name] : !excludeByName[name]))
      .map((column, place) => ({ column, place: indexByName[column.name] ?? 1_000 + place }))
      .sort((a, b) => a.place - b.place)
      .map(({ column }) => rename(column, renameByName[column.name] ?? column.name)),
  }));
}

export function renameByRegex(tables: readonly Table[], options: Options): readonly Table[] {
  const { regex = '', renamePattern = '' } = options as { regex?: string; renamePattern?: string };
  const pattern = patternOf(regex);
  if (!pattern || regex === '') return tables;
  return tables.map((table) => ({
    ...table,
    columns: table.columns.map((column) =>
      column.type === 'time' ? column : rename(column, column.name.replace(pattern, renamePattern)),
    ),
  }));
}

/** Keeps or takes out columns by name or pattern. */
export function filterFields(tables: readonly Table[], options: Options): readonly Table[] {
  const { include, exclude } = options as {
    include?: { names?: string[]; pattern?: string };
    exclude?: { names?: string[]; pattern?: string };
  };
  const names = (choice: typeof include, column: Column) =>
    (choice?.names?.includes(column.name) ?? false) ||
    (choice?.pattern ? (patternOf(choice.pattern)?.test(column.name) ?? false) : false);
  return tables
    .map((table) => ({
      ...table,
      columns: table.columns.filter(
        (column) => (!include || names(include, column)) && !names(exclude, column),
      ),
    }))
    .filter(({ columns }) => columns.length > 0);
}

export function sortBy(tables: readonly Table[], options: Options): readonly Table[] {
  const { sort = [] } = options as { sort?: { field?: string; desc?: boolean }[] };
  const [first] = sort;
  if (!first?.field) return tables;
  return tables.map((table) => {
    const column = table.columns.find(({ name }) => name === first.field);
    if (!column) return table;
    const places = column.values.map((_, place) => place);
    places.sort((a, b) => compareCells(column.values[a], column.values[b], first.desc ?? false));
    return pickRows(table, places);
  });
}

/** Absent values come last in both directions. */
export function compareCells(a: Column['values'][number], b: typeof a, isDown: boolean): number {
  const [isAbsentA, isAbsentB] = [isAbsent(a), isAbsent(b)];
  if (isAbsentA || isAbsentB) return Number(isAbsentA) - Number(isAbsentB);
  const order =
    typeof a === 'number' && typeof b === 'number'
      ? a - b
      : String(a).localeCompare(String(b), undefined, { numeric: true });
  return isDown ? -order : order;
}

function isAbsent(cell: Column['values'][number]): boolean {
  return cell === null || (typeof cell === 'number' && Number.isNaN(cell));
}

export function limit(tables: readonly Table[], options: Options): readonly Table[] {
  const most = Number(options.limitField ?? options.limit ?? 10);
  return tables.map((table) =>
    rowCount(table) <= most
      ? table
      : pickRows(
          table,
          Array.from({ length: most }, (_, i) => i),
        ),
  );
}

interface ValueFilter {
  readonly fieldName: string;
  readonly config: { readonly id: string; readonly options?: { value?: unknown } };
}

/** Keeps or takes out rows whose values meet conditions. */
export function filterByValue(tables: readonly Table[], options: Options): readonly Table[] {
  const {
    filters = [],
    type = 'include',
    match = 'any',
  } = options as {
    filters?: ValueFilter[];
    type?: string;
    match?: string;
  };
  if (filters.length === 0) return tables;
  return tables.map((table) => {
    const places = Array.from({ length: rowCount(table) }, (_, place) => place).filter((place) => {
      const met = filters.map((filter) => {
        const column = table.columns.find(({ name }) => name === filter.fieldName);
        return column ? meets(column, place, filter.config) : false;
      });
      const isMatch = match === 'all' ? met.every(Boolean) : met.some(Boolean);
      return isMatch === (type === 'include');
    });
    return pickRows(table, places);
  });
}

function meets(column: Column, place: number, { id, options }: ValueFilter['config']): boolean {
  const cell = column.values[place];
  const wanted = options?.value;
  const [left, right] = [asNumbers([cell])[0], Number(wanted)];
  switch (id) {
    case 'isNull':
      return isAbsent(cell);
    case 'isNotNull':
      return !isAbsent(cell);
    case 'equal':
      return String(cell) === String(wanted);
    case 'notEqual':
      return String(cell) !== String(wanted);
    case 'greater':
      return left > right;
    case 'greaterOrEqual':
      return left >= right;
    case 'lower':
      return left < right;
    case 'lowerOrEqual':
      return left <= right;
    case 'regex':
      return patternOf(String(wanted))?.test(String(cell)) ?? false;
    default:
      return true;
  }
}

function rename(column: Column, name: string): Column {
  return name === column.name || name === '' ? column : { ...column, name };
}
