import { useRef } from 'preact/hooks';
import { calculationTitle } from '../../data/reduce';
import type { LegendRow } from '../../panels/plot';

interface LegendTableProps {
  readonly rows: readonly LegendRow[];
  /** Names of the calculations whose results the rows hold. */
  readonly calculations: readonly string[];
  readonly isTable: boolean;
  /** Called to show one series alone, or to switch one on or off. */
  readonly click: (name: string, isToggle: boolean) => void;
}

/** Letters that a column of figures has room for at first, and at most. */
const LEAST_LETTERS = 8;
const MOST_LETTERS = 14;

/** Series with their colours and figures, as a list or a table. */
export function LegendTable({ rows, calculations, isTable, click }: LegendTableProps) {
  const longest = rows.reduce((most, { name }) => Math.max(most, name.length), 0);
  const letters = useRef(LEAST_LETTERS);
  // Only ever wider: what shrank again with each value would twitch.
  letters.current = rows.reduce(
    (most, { figures }) => figures.reduce((a, b) => Math.max(a, b.length), most),
    letters.current,
  );
  const size = {
    '--names': longest,
    '--figures': calculations.length,
    '--letters': Math.min(MOST_LETTERS, letters.current),
  };
  return (
    <div class={`field-legend ${isTable ? 'is-table' : ''}`} style={size} tabIndex={-1}>
      <table>
        {isTable && calculations.length > 0 && (
          <thead>
            <tr>
              <th scope="col">
                <span class="sr-only">Series</span>
              </th>
              {calculations.map((name) => (
                <th scope="col" key={name}>
                  {calculationTitle(name)}
                </th>
              ))}
            </tr>
          </thead>
        )}
        <tbody>
          {rows.map(({ name, color, figures, isHidden, isStale }, index) => (
            <tr key={`${name} ${index}`} class={isHidden ? 'is-hidden' : isStale ? 'is-stale' : ''}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={!isHidden}
                  title={`${name}\nClick: show alone. Ctrl or Shift and click: hide.`}
                  onClick={({ ctrlKey, metaKey, shiftKey }) =>
                    click(name, ctrlKey || metaKey || shiftKey)
                  }
                >
                  <span class="chip" style={{ background: color }} />
                  <span class="legend-name">{name}</span>
                </button>
              </th>
              {figures.map((figure, column) => (
                <td key={column} title={calculationTitle(calculations[column])}>
                  {figure}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
