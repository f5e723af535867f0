import { useCallback } from 'preact/hooks';
import type { Palette } from '../../../chart/palette';
import type { Frame } from '../../../data/frame';
import { GridPicture } from '../GridPicture';
import type { PictureProps } from '../kind';
import { nameSeries } from '../naming';
import { option, readSeries } from '../read';
import { StatesPainter } from './painter';
import { statesOf } from './spans';

/** What state each series was in, equal neighbours joined. */
export function StateTimeline(props: PictureProps) {
  return <States {...props} isMerged={option(props.panel, 'merge', true)} />;
}

/** The state of each series at each point. */
export function StatusHistory(props: PictureProps) {
  return <States {...props} isMerged={false} />;
}

function States({ panel, feed, scope, isMerged }: PictureProps & { isMerged: boolean }) {
  const painter = useCallback(
    (frame: Frame, palette: Palette) => {
      const named = nameSeries(panel, readSeries(panel, frame), scope);
      const rows = statesOf(named, frame.times, frame.step, isMerged, palette);
      const share = Math.min(1, Math.max(0.2, option(panel, 'rowHeight', 0.85)));
      return new StatesPainter(rows, share, option(panel, 'showValue', 'auto') !== 'never');
    },
    [panel, scope, isMerged],
  );
  return (
    <GridPicture
      feed={feed}
      painter={painter}
      label={`States of ${scope.text(panel.title ?? '')}`}
    />
  );
}
