import { useSignal } from '@preact/signals';
import { useCallback } from 'preact/hooks';
import type { Palette } from '../../../chart/palette';
import type { Frame } from '../../../data/frame';
import { GridPicture } from '../GridPicture';
import type { PictureProps } from '../kind';
import { nameSeries } from '../naming';
import { Omitted } from '../Omitted';
import { option, readSeries } from '../read';
import { StatesPainter } from './painter';
import { statesOf } from './spans';

/** Bands of more series are thinner than what can be told apart, and take long to paint. */
const MOST_SERIES = 100;

/** What state each series was in, equal neighbours joined. */
export function StateTimeline(props: PictureProps) {
  return <States {...props} isMerged={option(props.panel, 'merge', true)} />;
}

/** The state of each series at each point. */
export function StatusHistory(props: PictureProps) {
  return <States {...props} isMerged={false} />;
}

function States({ panel, feed, scope, isMerged }: PictureProps & { isMerged: boolean }) {
  const omitted = useSignal(0);
  const painter = useCallback(
    (frame: Frame, palette: Palette) => {
      const named = nameSeries(panel, readSeries(panel, frame), scope);
      omitted.value = Math.max(0, named.length - MOST_SERIES);
      const shown = named.slice(0, MOST_SERIES);
      const rows = statesOf(shown, frame.times, frame.step, isMerged, palette);
      const share = Math.min(1, Math.max(0.2, option(panel, 'rowHeight', 0.85)));
      return new StatesPainter(rows, share, option(panel, 'showValue', 'auto') !== 'never');
    },
    [panel, scope, isMerged],
  );
  return (
    <>
      <GridPicture
        feed={feed}
        painter={painter}
        label={`States of ${scope.text(panel.title ?? '')}`}
      />
      <Omitted count={omitted.value} what="series" />
    </>
  );
}
