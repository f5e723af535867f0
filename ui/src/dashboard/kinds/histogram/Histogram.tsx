import { BarPicture } from '../bars/BarPicture';
import type { PictureProps } from '../kind';
import { useFrame } from '../useFigures';
import { histogramOf } from './buckets';

/** How often values of each size occur in the range. */
export function Histogram({ panel, feed, scope }: PictureProps) {
  const chart = useFrame(feed, [panel, scope], (frame, palette) =>
    histogramOf(panel, frame, scope, palette),
  );
  if (!chart.value) return null;
  const title = scope.text(panel.title ?? '');
  const label = `${title}: how often values occur in each of ${chart.value.categories.length} ranges`;
  return <BarPicture panel={panel} chart={chart.value} label={label} />;
}
