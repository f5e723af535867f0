import { momentText } from '../time/range';

/** Rows and columns of a page of numbers that one still looks through. */
const MOST_ROWS = 60;
export const MOST_COLUMNS = 24;

/** The numbers of a picture: a name for each column, a time and texts for each row. */
export interface Numbers {
  readonly names: readonly string[];
  readonly rows: readonly { readonly time: string; readonly values: readonly string[] }[];
}

/** The rows of an interval, newest first; `valuesAt` gives the texts of one. */
export function newestRows(
  times: ArrayLike<number>,
  { from, to }: { readonly from: number; readonly to: number },
  valuesAt: (row: number) => readonly string[],
): Numbers['rows'] {
  const rows = [];
  for (let row = times.length - 1; row >= 0 && rows.length < MOST_ROWS; row--) {
    if (times[row] > to || times[row] < from) continue;
    rows.push({ time: momentText(times[row], { from, to }), values: valuesAt(row) });
  }
  return rows;
}

export function NumbersTable({ title, numbers }: { title: string; numbers: Numbers }) {
  const { names, rows } = numbers;
  return (
    <div class="data-table" tabIndex={0} role="group" aria-label={`Values of ${title}`}>
      <table>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {names.map((name, column) => (
              <th scope="col" key={column}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ time, values }) => (
            <tr key={time}>
              <th scope="row">{time}</th>
              {values.map((value, column) => (
                <td key={column}>{value}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
