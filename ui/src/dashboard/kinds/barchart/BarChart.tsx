import { BarPicture } from '../bars/BarPicture';
import type { PictureProps } from '../kind';
import { useFrame } from '../useFigures';
import { barChartOf } from './categories';

/** Values by category: names, labels or times along one axis, bars along the other. */
export function BarChart({ panel, feed, scope }: PictureProps) {
  const chart = useFrame(feed, [panel, scope], (frame, palette) =>
    barChartOf(panel, frame, scope, palette),
  );
  if (!chart.value) return null;
  const { categories, series } = chart.value;
  const names = series.map(({ name }) => name).join(', ');
  const label = `${scope.text(panel.title ?? '')}: ${names} for ${categories.length} categories`;
  return <BarPicture panel={panel} chart={chart.value} label={label} />;
}
