import type { Panel } from '../boards/model';
import type { PanelFeed } from '../data/feed';
import { lastValue, type Frame } from '../data/frame';
import { seriesName } from '../data/template';
import { format } from '../units/units';
import { MOST_COLUMNS, newestRows, type Numbers, NumbersTable } from './NumbersTable';
import { useLatest } from './useLatest';

/** The panel's numbers instead of its picture, newest first. */
export function DataTable({ panel, feed }: { panel: Panel; feed: PanelFeed }) {
  const shown = useLatest<Numbers>(feed, { names: [], rows: [] }, (frame) => {
    const series = frame.series
      .filter(({ values }) => !Number.isNaN(lastValue(values)))
      .slice(0, MOST_COLUMNS);
    const rows = newestRows(frame.times, feed.interval(), (row) =>
      series.map((each) => format(each.values[row], panel.unit, panel.decimals)),
    );
    return { names: namesOf(panel, { ...frame, series }), rows };
  });
  return <NumbersTable title={panel.title} numbers={shown.value} />;
}

/** Names of a frame's series as the panel's legend has them. */
export function namesOf(panel: Panel, frame: Frame): string[] {
  return frame.series.map(({ ref, labels }) => {
    const query = panel.queries.find((each) => each.ref === ref);
    return seriesName(query?.legend, labels);
  });
}
