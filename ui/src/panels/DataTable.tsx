import type { Panel } from '../boards/model';
import type { PanelFeed } from '../data/feed';
import { lastValue, type Frame } from '../data/frame';
import { seriesName } from '../data/template';
import { momentText } from '../time/range';
import { format } from '../units/units';
import { useLatest } from './useLatest';

/** Rows and columns of a page of numbers that one still looks through. */
const MOST_ROWS = 60;
const MOST_COLUMNS = 24;

interface Shown {
  readonly names: readonly string[];
  readonly rows: readonly { readonly time: string; readonly values: readonly string[] }[];
}

/** The panel's numbers instead of its picture, newest first. */
export function DataTable({ panel, feed }: { panel: Panel; feed: PanelFeed }) {
  const shown = useLatest<Shown>(feed, { names: [], rows: [] }, (frame) => {
    const { from, to } = feed.interval();
    const series = frame.series
      .filter(({ values }) => !Number.isNaN(lastValue(values)))
      .slice(0, MOST_COLUMNS);
    const rows = [];
    for (let row = frame.times.length - 1; row >= 0 && rows.length < MOST_ROWS; row--) {
      if (frame.times[row] > to || frame.times[row] < from) continue;
      const values = series.map((each) => format(each.values[row], panel.unit, panel.decimals));
      rows.push({ time: momentText(frame.times[row], { from, to }), values });
    }
    return { names: namesOf(panel, { ...frame, series }), rows };
  });
  const { names, rows } = shown.value;
  return (
    <div class="data-table" tabIndex={0} role="group" aria-label={`Values of ${panel.title}`}>
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

/** Names of a frame's series as the panel's legend has them. */
export function namesOf(panel: Panel, frame: Frame): string[] {
  return frame.series.map(({ ref, labels }) => {
    const query = panel.queries.find((each) => each.ref === ref);
    return seriesName(query?.legend, labels);
  });
}
