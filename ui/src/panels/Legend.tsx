import type { TimeSeriesPlot } from './plot';
import { format, formatBare } from '../units/units';

interface LegendProps {
  readonly plot: TimeSeriesPlot;
  readonly unit: string;
  readonly decimals?: number;
}

/** Letters; longer names are cut off. */
const LONGEST_NAME = 26;

/**
 * Figures of each series over the visible window; a click shows one alone, with Ctrl or Shift hides
 * it.
 */
export function Legend({ plot, unit, decimals }: LegendProps) {
  const rows = plot.legend.value;
  const omitted = plot.omitted.value;
  const click = (name: string, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) plot.toggle(name);
    else plot.isolate(name);
  };
  const longest = rows.reduce((most, { name }) => Math.max(most, name.length), 0);
  return (
    <div class="legend" style={{ '--legend-names': Math.min(longest, LONGEST_NAME) }}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">Series</span>
            </th>
            <th scope="col">last</th>
            <th scope="col">min</th>
            <th scope="col">max</th>
            <th scope="col">avg</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, color, statistics, isHidden, isStale }) => (
            <tr key={name} class={isHidden ? 'is-hidden' : isStale ? 'is-stale' : ''}>
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={!isHidden}
                  title={`${name}\nClick: show alone. Ctrl or Shift and click: hide.`}
                  onClick={(event) => click(name, event)}
                >
                  <span class="chip" style={{ background: color }} />
                  <span class="legend-name">{name}</span>
                </button>
              </th>
              <td>{format(statistics.last, unit, decimals)}</td>
              <td>{formatBare(statistics.min, unit, decimals)}</td>
              <td>{formatBare(statistics.max, unit, decimals)}</td>
              <td>{formatBare(statistics.avg, unit, decimals)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {omitted > 0 && <p class="legend-note">{omitted} more series are not drawn.</p>}
    </div>
  );
}
