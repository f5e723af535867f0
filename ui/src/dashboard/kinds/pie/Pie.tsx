import { format } from '../../../units/units';
import { type Figure, figuresOf } from '../figures';
import { ringPath } from '../gauge/arcs';
import type { PictureProps } from '../kind';
import { listOption, option } from '../read';
import { useFrame } from '../useFigures';
import { slicesOf } from './slices';

/** Of the whole; such slices are narrower than the line around them. */
const THIN = 0.006;

/** Parts of a whole, with their figures in a table. */
export function Pie({ panel, feed, scope }: PictureProps) {
  const figures = useFrame<readonly Figure[]>(feed, [panel, scope], (frame, palette) =>
    figuresOf(panel, frame, scope, palette),
  );
  const slices = slicesOf(figures.value ?? []);
  const isDonut = option(panel, 'shape', 'pie') === 'donut';
  const columns = listOption(panel, 'legend.values');
  const hasLegend = option(panel, 'legend.mode', 'table') !== 'hidden';
  const isBelow = option(panel, 'legend.placement', 'right') === 'bottom';
  const total = slices.reduce((sum, { value }) => sum + value, 0);
  const field = figures.value?.[0]?.field ?? {};
  return (
    <div class={`pie ${isBelow ? 'is-below' : ''}`}>
      <svg
        viewBox="-50 -50 100 100"
        role="img"
        aria-label={`${scope.text(panel.title ?? '')}, ${slices.length} parts`}
      >
        {slices.map(({ name, color, text, share, from, to }) => (
          <path
            key={name}
            class={share < THIN ? 'is-thin' : undefined}
            d={ringPath(from, to, isDonut ? 28 : 0, 48)}
            style={{ fill: color }}
          >
            <title>{`${name}: ${text}`}</title>
          </path>
        ))}
        {isDonut && slices.length > 0 && (
          <text class="pie-total" y="4">
            {format(total, field.unit ?? 'short', field.decimals)}
          </text>
        )}
      </svg>
      {hasLegend && (
        <div class="field-legend is-table" tabIndex={0} role="group" aria-label="Parts">
          <table>
            <tbody>
              {slices.map(({ name, color, text, share }) => (
                <tr key={name}>
                  <th scope="row">
                    <span class="pie-name">
                      <span class="chip" style={{ background: color }} />
                      <span class="legend-name" title={name}>
                        {name}
                      </span>
                    </span>
                  </th>
                  {columns.includes('value') || columns.length === 0 ? <td>{text}</td> : null}
                  {columns.includes('percent') || columns.length === 0 ? (
                    <td>{format(share * 100, 'percent', 0)}</td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
