import { CALCULATION_TITLES } from '../../../data/reduce';
import type { Options } from '../../model';

/** One option of a transformation: where it is kept and what it can be. */
export type OptionField = {
  readonly label: string;
  readonly path: string;
  /** Whether it counts beside what else is chosen. */
  readonly isFor?: (options: Options) => boolean;
} & (
  | { readonly kind: 'text' | 'number'; readonly hint?: string }
  | { readonly kind: 'switch' }
  | { readonly kind: 'choice'; readonly choices: readonly (readonly [string, string])[] }
  /** A column, or what is typed instead. */
  | { readonly kind: 'column'; readonly hint?: string }
  | { readonly kind: 'columns' }
  | { readonly kind: 'calculations' }
);

const CALCULATIONS = Object.entries(CALCULATION_TITLES).filter(
  ([name]) => !['last', 'first'].includes(name),
);

/** The calculations that a form offers. */
export const CALCULATION_CHOICES: readonly (readonly [string, string])[] = [
  ...CALCULATIONS,
  ['p90', 'p90'],
  ['p95', 'p95'],
  ['p99', 'p99'],
];

const isMode = (mode: string, fallback: string) => (options: Options) =>
  (options.mode ?? fallback) === mode;

/** Transformations whose options are single values; the others have forms of their own. */
export const OPTION_FIELDS: Readonly<Record<string, readonly OptionField[]>> = {
  merge: [],
  renameByRegex: [
    { kind: 'text', label: 'Names that match', path: 'regex', hint: '(.*):9100' },
    { kind: 'text', label: 'become', path: 'renamePattern', hint: '$1' },
  ],
  filterFieldsByName: [
    { kind: 'columns', label: 'Keep', path: 'include.names' },
    { kind: 'text', label: 'and what matches', path: 'include.pattern', hint: '^node_.*' },
    { kind: 'columns', label: 'Take out', path: 'exclude.names' },
    { kind: 'text', label: 'and what matches', path: 'exclude.pattern', hint: '_total$' },
  ],
  joinByField: [
    { kind: 'column', label: 'By', path: 'byField', hint: 'the time' },
    {
      kind: 'choice',
      label: 'Rows',
      path: 'mode',
      choices: [
        ['outer', 'All'],
        ['inner', 'Only those in every table'],
      ],
    },
  ],
  reduce: [
    {
      kind: 'choice',
      label: 'Result',
      path: 'mode',
      choices: [
        ['seriesToRows', 'A row for each series'],
        ['reduceFields', 'One row of all'],
      ],
    },
    { kind: 'calculations', label: 'Figures', path: 'reducers' },
    {
      kind: 'switch',
      label: 'Labels as columns',
      path: 'labelsToFields',
      isFor: isMode('seriesToRows', 'seriesToRows'),
    },
    {
      kind: 'switch',
      label: 'With the time',
      path: 'includeTimeField',
      isFor: isMode('reduceFields', 'seriesToRows'),
    },
  ],
  calculateField: [
    {
      kind: 'choice',
      label: 'Made of',
      path: 'mode',
      choices: [
        ['reduceRow', 'All columns of a row'],
        ['binary', 'Two columns'],
        ['unary', 'One column'],
        ['index', 'The number of the row'],
      ],
    },
    {
      kind: 'choice',
      label: 'Figure',
      path: 'reduce.reducer',
      choices: [['sum', 'total'], ...CALCULATION_CHOICES.filter(([name]) => name !== 'sum')],
      isFor: isMode('reduceRow', 'reduceRow'),
    },
    {
      kind: 'columns',
      label: 'Of these only',
      path: 'reduce.include',
      isFor: isMode('reduceRow', 'reduceRow'),
    },
    {
      kind: 'column',
      label: 'Column or number',
      path: 'binary.left',
      isFor: isMode('binary', 'reduceRow'),
    },
    {
      kind: 'choice',
      label: 'Operator',
      path: 'binary.operator',
      choices: ['+', '-', '*', '/', '**', '%'].map((sign) => [sign, sign] as const),
      isFor: isMode('binary', 'reduceRow'),
    },
    {
      kind: 'column',
      label: 'Column or number',
      path: 'binary.right',
      isFor: isMode('binary', 'reduceRow'),
    },
    {
      kind: 'choice',
      label: 'Function',
      path: 'unary.operator',
      choices: ['abs', 'ceil', 'floor', 'round', 'exp', 'ln'].map((name) => [name, name] as const),
      isFor: isMode('unary', 'reduceRow'),
    },
    { kind: 'column', label: 'Of', path: 'unary.fieldName', isFor: isMode('unary', 'reduceRow') },
    { kind: 'text', label: 'Name', path: 'alias', hint: 'what it is made of' },
    { kind: 'switch', label: 'In the place of the others', path: 'replaceFields' },
  ],
  labelsToFields: [
    {
      kind: 'choice',
      label: 'Labels become',
      path: 'mode',
      choices: [
        ['columns', 'Columns'],
        ['rows', 'Rows of name and value'],
      ],
    },
    {
      kind: 'text',
      label: 'The label that names the value',
      path: 'valueLabel',
      isFor: isMode('columns', 'columns'),
    },
  ],
  limit: [{ kind: 'number', label: 'Rows at most', path: 'limitField', hint: '10' }],
};
