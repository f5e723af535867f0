import type { PanelFeed } from '../data/feed';
import { lastValue } from '../data/frame';
import { momentText } from '../time/range';
import { format } from '../units/units';
import { nameSeries } from './kinds/naming';
import { readSeries } from './kinds/read';
import { useFrame } from './kinds/useFigures';
import type { Panel } from './model';
import type { BoardScope } from './scope';

/** Rows and columns of a page of numbers that one still looks through. */
const MOST_ROWS = 60;
const MOST_COLUMNS = 24;

interface FrameTableProps {
  readonly panel: Panel;
  readonly feed: PanelFeed;
  readonly scope: BoardScope;
}

/** The numbers of a panel instead of its picture, newest first. */
export function FrameTable({ panel, feed, scope }: FrameTableProps) {
  const read = useFrame(feed, [panel, scope], (frame) => {
    const { from, to } = feed.interval();
    const shown = nameSeries(panel, readSeries(panel, frame), scope)
      .filter(({ series }) => !Number.isNaN(lastValue(series.values)))
      .slice(0, MOST_COLUMNS);
    const rows = [];
    for (let row = frame.times.length - 1; row >= 0 && rows.length < MOST_ROWS; row--) {
      const time = frame.times[row];
      if (time > to || time < from) continue;
      const values = shown.map(({ series, field }) =>
        format(series.values[row], field.unit ?? 'short', field.decimals),
      );
      rows.push({ time: momentText(time, { from, to }), values });
    }
    return { names: shown.map(({ name }) => name), rows };
  });
  const { names = [], rows = [] } = read.value ?? {};
  return (
    <div
      class="data-table"
      tabIndex={0}
      role="group"
      aria-label={`Values of ${scope.text(panel.title ?? '')}`}
    >
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
