import type { TimeSeriesPlot } from './plot';
import { calculationTitle } from '../data/reduce';

/** Letters; longer names are cut off. */
const LONGEST_NAME = 26;
/** Figures of these units need less room than those with a word behind them. */
const SHORT_UNITS = new Set(['none', 'short', 'percent', 'percentunit']);

/**
 * Figures of each series over the visible window; a click shows one alone, with Ctrl or Shift hides
 * it.
 */
export function Legend({ plot }: { plot: TimeSeriesPlot }) {
  const rows = plot.legend.value;
  const omitted = plot.omitted.value;
  const click = (name: string, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) plot.toggle(name);
    else plot.isolate(name);
  };
  const longest = rows.reduce((most, { name }) => Math.max(most, name.length), 0);
  return (
    <div
      class="legend"
      style={{
        '--legend-names': Math.min(longest, LONGEST_NAME),
        '--legend-figure': SHORT_UNITS.has(plot.model.chart.left.unit) ? '45px' : '59px',
      }}
    >
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span class="sr-only">Series</span>
            </th>
            {plot.model.calculations.map((name) => (
              <th scope="col" key={name}>
                {name === 'mean' ? 'avg' : calculationTitle(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, color, figures, isHidden, isStale }) => (
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
              {figures.map((figure, column) => (
                <td key={column}>{figure}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {omitted > 0 && <p class="legend-note">{omitted} more series are not drawn.</p>}
    </div>
  );
}
