import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { usePage } from '../app/page';
import type { TimeSeriesPanel } from '../boards/model';
import type { PanelFeed } from '../data/feed';
import { Legend } from './Legend';
import { TimeSeriesPlot } from './plot';

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

export function TimeSeries({ panel, feed }: { panel: TimeSeriesPanel; feed: PanelFeed }) {
  const page = usePage();
  const host = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  const plot = useMemo(() => new TimeSeriesPlot(panel, feed, page), [panel, feed, page]);
  useEffect(() => {
    plot.open(host.current!);
    return () => plot.close();
  }, [plot]);

  const keyPressed = (event: KeyboardEvent) => {
    const rows = STEPS[event.key];
    if (rows === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    plot.step(rows);
  };
  return (
    <div class="timeseries">
      <div
        class="chart"
        ref={host}
        tabIndex={0}
        role="img"
        aria-label={`Graph of ${panel.title}. Arrow keys read its points.`}
        aria-describedby={summaryId}
        onKeyDown={keyPressed}
        onBlur={() => plot.leave()}
      />
      <Legend plot={plot} unit={panel.unit} decimals={panel.decimals} />
      <p class="sr-only" id={summaryId}>
        {plot.summary}
      </p>
      <p class="sr-only" aria-live="polite">
        {plot.spoken}
      </p>
    </div>
  );
}
