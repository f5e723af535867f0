import { useMemo } from 'preact/hooks';
import { TimeSeries as Graph } from '../../../panels/TimeSeries';
import { useShared } from '../../boardContext';
import type { PictureProps } from '../kind';
import { option } from '../read';
import { FieldPlot } from './fieldPlot';
import { FieldLegend } from './FieldLegend';

/** Series over time. */
export function TimeSeries({ panel, feed, scope }: PictureProps) {
  const shared = useShared();
  const model = useMemo(() => new FieldPlot(panel, scope, shared), [panel, scope, shared]);
  const mode = option(panel, 'legend.mode', 'list');
  const isShown = mode !== 'hidden';
  const placement = option(panel, 'legend.placement', 'bottom');
  return (
    <Graph
      model={model}
      feed={feed}
      className={`is-legend-${isShown ? placement : 'hidden'}`}
      legend={(plot) => (isShown ? <FieldLegend plot={plot} isTable={mode === 'table'} /> : null)}
    />
  );
}
