import type { ComponentChildren } from 'preact';
import { useEffect, useId, useMemo, useRef } from 'preact/hooks';
import { usePage } from '../app/page';
import type { PanelFeed } from '../data/feed';
import { Legend } from './Legend';
import { type PlotModel, TimeSeriesPlot } from './plot';

const STEPS: Record<string, number> = {
  ArrowLeft: -1,
  ArrowRight: 1,
  PageUp: -10,
  PageDown: 10,
  Home: -Infinity,
  End: Infinity,
};

interface TimeSeriesProps {
  readonly model: PlotModel;
  readonly feed: PanelFeed;
  /** What stands beside the graph; the usual legend if nothing is said. */
  readonly legend?: (plot: TimeSeriesPlot) => ComponentChildren;
  readonly className?: string;
}

/** A graph over time with its legend, read by pointer or arrow keys. */
export function TimeSeries({ model, feed, legend, className = '' }: TimeSeriesProps) {
  const page = usePage();
  const host = useRef<HTMLDivElement>(null);
  const summaryId = useId();
  const plot = useMemo(() => new TimeSeriesPlot(model, feed, page), [model, feed, page]);
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
    <div class={`timeseries ${className}`}>
      <div
        class="chart"
        ref={host}
        tabIndex={0}
        role="img"
        aria-label={`Graph of ${model.title}. Arrow keys read its points.`}
        aria-describedby={summaryId}
        onKeyDown={keyPressed}
        onBlur={() => plot.leave()}
      />
      {legend ? legend(plot) : <Legend plot={plot} />}
      <p class="sr-only" id={summaryId}>
        {plot.summary}
      </p>
      <p class="sr-only" aria-live="polite">
        {plot.spoken}
      </p>
    </div>
  );
}
