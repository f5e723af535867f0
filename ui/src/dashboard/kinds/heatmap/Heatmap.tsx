import { useCallback } from 'preact/hooks';
import type { Frame } from '../../../data/frame';
import { commonLabels, legendOf } from '../../fields/resolve';
import { GridPicture } from '../GridPicture';
import type { PictureProps } from '../kind';
import { option } from '../read';
import { cellsOf } from './cells';
import { HeatmapPainter } from './painter';

/** How often each size occurs over time. */
export function Heatmap({ panel, feed, scope }: PictureProps) {
  const painter = useCallback(
    (frame: Frame) => {
      const common = commonLabels(frame.series.map(({ labels }) => labels));
      const cells = cellsOf(frame, ({ ref, labels }) =>
        legendOf(
          panel.queries?.find((query) => query.ref === ref),
          labels,
          common,
        ),
      );
      const unit = option(panel, 'y.unit', panel.field?.defaults?.unit ?? 'short');
      const ramp = option(panel, 'color.scheme', 'blues');
      return new HeatmapPainter(cells, frame.times, frame.step, unit, ramp);
    },
    [panel],
  );
  return (
    <GridPicture
      feed={feed}
      painter={painter}
      label={`Heatmap of ${scope.text(panel.title ?? '')}`}
    />
  );
}
