import type { Options, Transform } from '../model';
import { calculateField } from './calculate';
import { filterByValue, filterFields, limit, organize, renameByRegex, sortBy } from './columns';
import { groupBy, joinByField, labelsToFields, merge, reduce } from './rows';
import type { Table } from './table';

export type Transformation = (tables: readonly Table[], options: Options) => readonly Table[];

/** All transformations by their kinds. */
export const TRANSFORMATIONS: Readonly<Record<string, Transformation>> = {
  organize,
  merge,
  renameByRegex,
  filterFieldsByName: filterFields,
  groupBy,
  joinByField,
  sortBy,
  reduce,
  calculateField,
  labelsToFields,
  filterByValue,
  limit,
};

export const TRANSFORMATION_TITLES: Readonly<Record<string, string>> = {
  organize: 'Organize columns: order, rename, hide',
  merge: 'Merge tables into one',
  renameByRegex: 'Rename by regular expression',
  filterFieldsByName: 'Filter columns by name',
  groupBy: 'Group rows',
  joinByField: 'Join tables by a column',
  sortBy: 'Sort rows',
  reduce: 'Reduce each series to figures',
  calculateField: 'Add a calculated column',
  labelsToFields: 'Labels to columns',
  filterByValue: 'Filter rows by value',
  limit: 'Limit rows',
};

/** Runs the transformations one after the other; those that are not known change nothing. */
export function transform(
  tables: readonly Table[],
  transforms: readonly Transform[] = [],
): { readonly tables: readonly Table[]; readonly unknown: readonly string[] } {
  const unknown: string[] = [];
  let result = tables;
  for (const { kind, options = {}, disabled } of transforms) {
    if (disabled) continue;
    const apply = TRANSFORMATIONS[kind];
    if (apply) result = apply(result, options);
    else unknown.push(kind);
  }
  return { tables: result, unknown };
}
