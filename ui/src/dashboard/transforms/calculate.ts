import { calculation } from '../../data/reduce';
import type { Options } from '../model';
import { type Column, type Table, asNumbers, rowCount } from './table';

interface Operand {
  readonly fixed?: string;
  readonly matcher?: { readonly options?: string };
}

/** Adds a column computed of others: by an operator, across a row, or of one column alone. */
export function calculateField(tables: readonly Table[], options: Options): readonly Table[] {
  const {
    mode = 'reduceRow',
    alias,
    replaceFields = false,
  } = options as {
    mode?: string;
    alias?: string;
    replaceFields?: boolean;
  };
  return tables.map((table) => {
    const made =
      mode === 'binary'
        ? binary(table, options)
        : mode === 'unary'
          ? unary(table, options)
          : mode === 'index'
            ? rowNumbers(table)
            : acrossRow(table, options);
    if (!made) return table;
    const column: Column = { ...made, name: alias || made.name };
    const kept = replaceFields
      ? table.columns.filter(({ type }) => type === 'time')
      : table.columns;
    return { ...table, columns: [...kept, column] };
  });
}

const OPERATORS: Readonly<Record<string, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '**': (a, b) => a ** b,
  '%': (a, b) => a % b,
};

function binary(table: Table, options: Options): Column | null {
  const {
    left,
    right,
    operator = '+',
  } = (options.binary ?? {}) as {
    left?: string | Operand;
    right?: string | Operand;
    operator?: string;
  };
  const apply = OPERATORS[operator];
  const [a, b] = [operand(table, left), operand(table, right)];
  if (!apply || !a || !b) return null;
  const values = Array.from({ length: rowCount(table) }, (_, row) => apply(a.at(row), b.at(row)));
  return { name: `${a.name} ${operator} ${b.name}`, type: 'number', values };
}

/** A column by its name, or a number that stands for every row. */
function operand(
  { columns }: Table,
  given: string | Operand | undefined,
): { name: string; at(row: number): number } | null {
  const name = typeof given === 'string' ? given : (given?.matcher?.options ?? given?.fixed ?? '');
  const column = columns.find((each) => each.name === name);
  if (column) {
    const values = asNumbers(column.values);
    return { name, at: (row) => values[row] };
  }
  const fixed = Number(name);
  return name === '' || Number.isNaN(fixed) ? null : { name, at: () => fixed };
}

const FUNCTIONS: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  ceil: Math.ceil,
  floor: Math.floor,
  round: Math.round,
  exp: Math.exp,
  ln: Math.log,
};

function unary(table: Table, options: Options): Column | null {
  const { operator = 'abs', fieldName = '' } = (options.unary ?? {}) as {
    operator?: string;
    fieldName?: string;
  };
  const source = operand(table, fieldName);
  const apply = FUNCTIONS[operator];
  if (!source || !apply) return null;
  const values = Array.from({ length: rowCount(table) }, (_, row) => apply(source.at(row)));
  return { name: `${operator}(${fieldName})`, type: 'number', values };
}

function rowNumbers(table: Table): Column {
  return {
    name: 'Row',
    type: 'number',
    values: Array.from({ length: rowCount(table) }, (_, row) => row),
  };
}

function acrossRow(table: Table, options: Options): Column {
  const { include, reducer = 'sum' } = (options.reduce ?? {}) as {
    include?: string[];
    reducer?: string;
  };
  const columns = table.columns
    .filter(({ type, name }) => type === 'number' && (!include?.length || include.includes(name)))
    .map(({ values }) => asNumbers(values));
  const calculate = calculation(reducer);
  return {
    name: reducer === 'sum' ? 'Total' : reducer,
    type: 'number',
    values: Array.from({ length: rowCount(table) }, (_, row) =>
      calculate(Float64Array.from(columns, (values) => values[row])),
    ),
  };
}
