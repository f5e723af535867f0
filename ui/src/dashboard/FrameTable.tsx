import type { PanelFeed } from '../data/feed';
import { lastValue } from '../data/frame';
import { MOST_COLUMNS, newestRows, NumbersTable } from '../panels/NumbersTable';
import { format } from '../units/units';
import { nameSeries } from './kinds/naming';
import { readSeries } from './kinds/read';
import { useFrame } from './kinds/useFigures';
import type { Panel } from './model';
import type { BoardScope } from './scope';

interface FrameTableProps {
  readonly panel: Panel;
  readonly feed: PanelFeed;
  readonly scope: BoardScope;
}

/** The numbers of a panel instead of its picture, newest first. */
export function FrameTable({ panel, feed, scope }: FrameTableProps) {
  const read = useFrame(feed, [panel, scope], (frame) => {
    const shown = nameSeries(panel, readSeries(panel, frame), scope)
      .filter(({ series }) => !Number.isNaN(lastValue(series.values)))
      .slice(0, MOST_COLUMNS);
    const rows = newestRows(frame.times, feed.interval(), (row) =>
      shown.map(({ series, field }) =>
        format(series.values[row], field.unit ?? 'short', field.decimals),
      ),
    );
    return { names: shown.map(({ name }) => name), rows };
  });
  const numbers = read.value ?? { names: [], rows: [] };
  return <NumbersTable title={scope.text(panel.title ?? '')} numbers={numbers} />;
}
