import type { TablePanel } from '../boards/model';
import type { PanelFeed } from '../data/feed';
import type { Frame } from '../data/frame';
import { ABSENT, format } from '../units/units';
import { latest } from './detail';
import { useLatest } from './useLatest';

interface Row {
  readonly name: string;
  readonly values: readonly number[];
}

/** The largest few by the first column, each with a bar. */
export function Ranking({ panel, feed }: { panel: TablePanel; feed: PanelFeed }) {
  const rows = useLatest<readonly Row[]>(feed, [], (frame) => rank(panel, frame));
  const most = Math.max(...rows.value.map(({ values }) => values[0]), 0);
  return (
    <div class="ranking" tabIndex={0} role="group" aria-label={panel.title}>
      <table>
        <thead>
          <tr>
            <th scope="col">{panel.keyTitle}</th>
            {panel.columns.map(({ title }) => (
              <th scope="col" key={title}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.value.map(({ name, values }) => (
            <tr key={name}>
              <th scope="row" title={name}>
                <span class="ranking-name">{name}</span>
                <span class="bars-track">
                  <span
                    class="bars-fill"
                    style={{ transform: `scaleX(${most > 0 ? values[0] / most : 0})` }}
                  />
                </span>
              </th>
              {panel.columns.map(({ title, unit }, column) => (
                <td key={title}>
                  {Number.isNaN(values[column]) ? ABSENT : format(values[column], unit)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function rank(panel: TablePanel, frame: Frame): Row[] {
  const names = new Set(frame.series.map(({ labels }) => labels[panel.key]).filter(Boolean));
  return [...names]
    .map((name) => ({
      name,
      values: panel.columns.map(({ ref }) => latest(frame, ref, panel.key, name)),
    }))
    .filter(({ values }) => values[0] > 0)
    .sort((a, b) => b.values[0] - a.values[0])
    .slice(0, panel.rows);
}
