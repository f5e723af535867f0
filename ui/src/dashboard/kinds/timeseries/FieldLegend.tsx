import { calculationTitle } from '../../../data/reduce';
import type { TimeSeriesPlot } from '../../../panels/plot';

/** The series of a graph as a list or a table; a click shows one alone, with Ctrl hides it. */
export function FieldLegend({ plot, isTable }: { plot: TimeSeriesPlot; isTable: boolean }) {
  const rows = plot.legend.value;
  const omitted = plot.omitted.value;
  const { calculations } = plot.model;
  const click = (name: string, event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) plot.toggle(name);
    else plot.isolate(name);
  };
  return (
    <div class={`field-legend ${isTable ? 'is-table' : ''}`} tabIndex={-1}>
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
                  onClick={(event) => click(name, event)}
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
      {omitted > 0 && <p class="legend-note">{omitted} more series are not drawn.</p>}
    </div>
  );
}
