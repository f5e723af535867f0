import type { Palette } from '../../../chart/palette';
import type { Frame } from '../../../data/frame';
import { type Shown, show, showText, type Span } from '../../fields/display';
import { resolveField } from '../../fields/resolve';
import type { FieldOptions, Panel } from '../../model';
import type { BoardScope } from '../../scope';
import { compareCells } from '../../transforms/columns';
import { asNumbers, type Cell, type Column, rowCount } from '../../transforms/table';
import { displayName } from '../naming';
import { MOST_COLUMNS, readTable } from '../read';
import { inputText } from '../../../time/range';

/** A column of a table as it is shown. */
export interface ShownColumn {
  readonly title: string;
  readonly column: Column;
  readonly field: FieldOptions;
  readonly span: Span;
}

/** What a table shows, and how many more columns there would be. */
export interface ShownTable {
  readonly columns: readonly ShownColumn[];
  readonly omitted: number;
}

/** The first columns with their titles and options, those that are to be hidden left out. */
export function shownTable(panel: Panel, frame: Frame, scope: BoardScope): ShownTable {
  const { columns: all, omitted = 0 } = readTable(panel, frame);
  // One for the time of the series beside it.
  const most = MOST_COLUMNS + 1;
  const columns = all.slice(0, most).flatMap((column): ShownColumn[] => {
    const values = column.type === 'number' ? asNumbers(column.values) : undefined;
    const { name, type, labels = {} } = column;
    const field = resolveField(panel.field, { name, type, ref: column.ref, values });
    if (field.cell?.hidden || field.draw?.hideFrom?.viz) return [];
    const finite = values?.filter(Number.isFinite) ?? new Float64Array(0);
    return [
      {
        column,
        field,
        title: displayName(field, name, labels, scope),
        span: {
          min: field.min ?? Math.min(0, ...finite),
          max: field.max ?? finite.reduce((most, each) => Math.max(most, each), 0),
        },
      },
    ];
  });
  return { columns, omitted: omitted + Math.max(0, all.length - most) };
}

/** The places of rows that contain all words of the search, sorted by a column. */
export function arrangeRows(
  columns: readonly ShownColumn[],
  search: string,
  sort: { readonly column: string; readonly isDown: boolean } | null,
): number[] {
  const rows = rowCount({ columns: columns.map(({ column }) => column) });
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const places = Array.from({ length: rows }, (_, place) => place).filter((place) => {
    if (words.length === 0) return true;
    const text = columns.map(({ column }) => String(column.values[place] ?? '').toLowerCase());
    return words.every((word) => text.some((cell) => cell.includes(word)));
  });
  const by = columns.find(({ title }) => title === sort?.column)?.column;
  if (by) places.sort((a, b) => compareCells(by.values[a], by.values[b], sort!.isDown));
  return places;
}

/** A cell as it is written. */
export function shownCell(
  { column, field, span }: ShownColumn,
  place: number,
  palette: Palette,
): Shown {
  const cell: Cell = column.values[place];
  if (column.type === 'time' && typeof cell === 'number' && !field.unit)
    return plain(Number.isNaN(cell) ? '' : inputText(cell));
  if (typeof cell === 'number') return show(cell, field, palette, span);
  return cell === null ? plain(field.noValue ?? '') : showText(cell, field, palette);
}

/** What `${__data.fields.NAME}` and `${__value.raw}` stand for in the links of a row. */
export function rowMacros(columns: readonly ShownColumn[], place: number): Record<string, string> {
  const cells = columns.map(({ title, column }) => [title, String(column.values[place] ?? '')]);
  return {
    '__value.raw': cells[0]?.[1] ?? '',
    '__value.text': cells[0]?.[1] ?? '',
    ...Object.fromEntries(cells.map(([title, text]) => [`__data.fields.${title}`, text])),
  };
}

function plain(text: string): Shown {
  return { number: text, unit: '', text, color: null, isMapped: false };
}
