import { labelText } from '../data/template';
import type { InstantResult } from './api';

/** More rows are no longer read but searched for; a narrower query finds them. */
const MOST_ROWS = 1_000;

interface Row {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: string;
}

/** The answer of a query at one moment: a column for each label that tells the rows apart. */
export function ResultTable({ answer }: { answer: InstantResult }) {
  const rows = rowsOf(answer);
  if (rows.length === 0) {
    return (
      <div class="stand-in is-inline">
        <p class="stand-in-title">Nothing matches at this moment</p>
        <p>Check the names and label values, or choose a time when there were data.</p>
      </div>
    );
  }
  const shown = rows.slice(0, MOST_ROWS);
  const labels = [...new Set(shown.flatMap((row) => Object.keys(row.labels)))].sort();
  return (
    <div class="data-table result-table" tabIndex={0} role="group" aria-label="Values">
      <table>
        <thead>
          <tr>
            {labels.map((label) => (
              <th scope="col" key={label}>
                {label === '__name__' ? 'metric' : label}
              </th>
            ))}
            <th scope="col">value</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((row) => (
            <tr key={labelText(row.labels)}>
              {labels.map((label) => (
                <td key={label}>{row.labels[label]}</td>
              ))}
              <td class="result-value">{row.value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length > MOST_ROWS && (
        <p class="hint">{rows.length - MOST_ROWS} more rows are not shown.</p>
      )}
    </div>
  );
}

function rowsOf(answer: InstantResult): Row[] {
  switch (answer.resultType) {
    case 'scalar':
    case 'string':
      return [{ labels: {}, value: answer.result[1] }];
    case 'vector':
      return answer.result.map(({ metric, value }) => ({
        labels: metric,
        value: value?.[1] ?? 'histogram',
      }));
    case 'matrix':
      return answer.result.map(({ metric, values = [] }) => ({
        labels: metric,
        value: `${values.length} samples, last ${values.at(-1)?.[1] ?? 'histogram'}`,
      }));
  }
}
