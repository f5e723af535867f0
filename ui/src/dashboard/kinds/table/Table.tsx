import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { usePage } from '../../../app/page';
import type { Palette } from '../../../chart/palette';
import { textOn } from '../../fields/colors';
import { shareOf } from '../figures';
import { linkAddress } from '../../links';
import type { PictureProps } from '../kind';
import { Omitted } from '../Omitted';
import { option } from '../read';
import { useFrame } from '../useFigures';
import { arrangeRows, rowMacros, shownCell, type ShownColumn, shownTable } from './rows';

const ROW_HEIGHT = 28;
/** Rows drawn above and below those in sight, so that a quick scroll shows no gap. */
const SPARE_ROWS = 8;
/** With fewer rows one looks and does not search. */
const SEARCH_FROM = 12;

interface Sort {
  readonly column: string;
  readonly isDown: boolean;
}

/** Rows and columns; only the rows in sight are drawn. */
export function Table({ panel, feed, scope }: PictureProps) {
  const { theme, location, playback } = usePage();
  const scroller = useRef<HTMLDivElement>(null);
  const top = useSignal(0);
  const search = useSignal('');
  const sort = useSignal<Sort | null>(initialSort(panel.options));
  const read = useFrame(feed, [panel, scope], (frame) => shownTable(panel, frame, scope));
  const { columns, omitted } = read.value ?? { columns: [], omitted: 0 };
  const palette = theme.palette.value;
  const places = arrangeRows(columns, search.value, sort.value);
  const seen = Math.ceil((scroller.current?.clientHeight ?? 300) / ROW_HEIGHT);
  const first = Math.max(0, Math.floor(top.value / ROW_HEIGHT) - SPARE_ROWS);
  const last = Math.min(places.length, first + seen + 2 * SPARE_ROWS);
  const all = columns[0]?.column.values.length ?? 0;
  const hasHead = option(panel, 'header', true);

  const hrefOf = ({ field }: ShownColumn, place: number) => {
    const [link] = field.links ?? [];
    if (!link) return null;
    const macros = rowMacros(columns, place);
    return linkAddress(link, scope, location.range.value, playback.interval(), macros);
  };
  const sortBy = (column: string) => {
    const now = sort.value;
    sort.value =
      now?.column !== column
        ? { column, isDown: false }
        : now.isDown
          ? null
          : { column, isDown: true };
  };
  return (
    <div class="grid-table">
      {all >= SEARCH_FROM && (
        <input
          type="search"
          class="grid-table-search"
          aria-label="Filter rows"
          placeholder={`Filter ${all} rows`}
          value={search}
          onInput={(event) => (search.value = event.currentTarget.value)}
        />
      )}
      <div
        class="grid-table-rows"
        ref={scroller}
        tabIndex={0}
        role="group"
        aria-label={scope.text(panel.title ?? 'Table')}
        onScroll={(event) => (top.value = event.currentTarget.scrollTop)}
      >
        <table aria-rowcount={places.length}>
          {hasHead && (
            <thead>
              <tr>
                {columns.map(({ title, field, column }) => (
                  <th
                    scope="col"
                    key={title}
                    style={field.cell?.width ? { width: `${field.cell.width}px` } : undefined}
                    class={`is-${alignOf(field.cell?.align, column.type)}`}
                    aria-sort={ariaSort(sort.value, title)}
                  >
                    <button type="button" onClick={() => sortBy(title)}>
                      {title}
                    </button>
                  </th>
                ))}
              </tr>
            </thead>
          )}
          <tbody>
            <Spacer rows={first} columns={columns.length} />
            {places.slice(first, last).map((place) => (
              <tr key={place}>
                {columns.map((column) => (
                  <Cell
                    key={column.title}
                    column={column}
                    place={place}
                    palette={palette}
                    href={hrefOf(column, place)}
                  />
                ))}
              </tr>
            ))}
            <Spacer rows={places.length - last} columns={columns.length} />
          </tbody>
        </table>
      </div>
      <Omitted count={omitted} what="columns" />
    </div>
  );
}

function Spacer({ rows, columns }: { rows: number; columns: number }) {
  if (rows <= 0) return null;
  return (
    <tr aria-hidden="true" style={{ height: `${rows * ROW_HEIGHT}px` }}>
      <td colSpan={columns} />
    </tr>
  );
}

interface CellProps {
  readonly column: ShownColumn;
  readonly place: number;
  readonly palette: Palette;
  /** Where the cell leads to; null for one that leads nowhere. */
  readonly href: string | null;
}

function Cell({ column, place, palette, href }: CellProps) {
  const shown = shownCell(column, place, palette);
  const { field, span } = column;
  const kind = field.cell?.type ?? 'auto';
  const value = column.column.values[place];
  const align = `is-${alignOf(field.cell?.align, column.column.type)}`;
  if (kind === 'gauge' && typeof value === 'number') {
    const color = shown.color ?? palette.series[0];
    return (
      <td class="is-gauge">
        <span class="cell-gauge">
          <span class="bars-track">
            <span
              class="bars-fill"
              style={{ transform: `scaleX(${shareOf(value, span)})`, background: color }}
            />
          </span>
          <span>{shown.text}</span>
        </span>
      </td>
    );
  }
  const isFilled = kind === 'colorBackground' && shown.color !== null;
  const isColored = kind === 'colorText' || (shown.isMapped && shown.color !== null);
  const style = isFilled
    ? { background: shown.color!, color: textOn(shown.color!) }
    : isColored && shown.color
      ? { color: shown.color }
      : undefined;
  return (
    <td class={align} style={style} title={shown.text}>
      {href ? <a href={href}>{shown.text}</a> : shown.text}
    </td>
  );
}

function alignOf(align: string | undefined, type: string): string {
  if (align === 'left' || align === 'right' || align === 'center') return align;
  return type === 'number' ? 'right' : 'left';
}

function ariaSort(sort: Sort | null, title: string): 'ascending' | 'descending' | 'none' {
  if (sort?.column !== title) return 'none';
  return sort.isDown ? 'descending' : 'ascending';
}

function initialSort(options: PictureProps['panel']['options']): Sort | null {
  const given = (options?.sortBy as { field?: string; desc?: boolean }[] | undefined)?.[0];
  return given?.field ? { column: given.field, isDown: given.desc ?? false } : null;
}
