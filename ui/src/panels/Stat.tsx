import { useEffect, useRef } from 'preact/hooks';
import { effect, useSignal } from '@preact/signals';
import { usePage } from '../app/page';
import type { StatPanel } from '../boards/model';
import { Sparkline } from '../chart/sparkline';
import type { PanelFeed } from '../data/feed';
import { ABSENT, quantity } from '../units/units';
import { detailText, latest, LEVEL_TEXT, levelOf } from './detail';

/** A letter of the unit is so much narrower than one of the number. */
const UNIT_SHARE = 0.6;

export function Stat({ panel, feed }: { panel: StatPanel; feed: PanelFeed }) {
  const page = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const value = useSignal(NaN);
  const detail = useSignal('');

  useEffect(() => {
    const { scheduler, theme } = page;
    const sparkline = new Sparkline(canvas.current!);
    const draw = () => {
      const frame = feed.frame;
      const series = frame?.series.find(({ ref }) => ref === 'A');
      if (!frame || !series) return;
      value.value = latest(frame, 'A');
      detail.value = detailText(panel.detail ?? '', (ref) => latest(frame, ref));
      const palette = theme.palette.peek();
      const level = levelOf(value.peek(), panel.thresholds);
      const color = level ? palette[level] : palette.series[0];
      const { min = 0, max } = panel;
      sparkline.draw(frame.times, series.values, color, { ...feed.interval(), min, max });
    };
    const request = () => scheduler.request(draw);
    const stopListening = feed.listen(() => scheduler.gather(draw));
    const stopTheme = effect(() => {
      void theme.palette.value;
      request();
    });
    const observer = new ResizeObserver(request);
    observer.observe(canvas.current!);
    return () => {
      stopListening();
      stopTheme();
      observer.disconnect();
      scheduler.cancel(draw);
    };
  }, [panel, feed, page]);

  const level = levelOf(value.value, panel.thresholds);
  const { number, unit } = quantity(value.value, panel.unit, panel.decimals);
  return (
    <div class={`stat ${level ? `is-${level}` : ''}`}>
      <p class="stat-value" style={{ '--letters': number.length + UNIT_SHARE * unit.length }}>
        <span class="stat-number">{number}</span>
        {unit && <span class="stat-unit">{unit}</span>}
        {level && <span class="stat-level">{LEVEL_TEXT[level]}</span>}
      </p>
      <p class="stat-detail">{number === ABSENT ? '\u00a0' : detail.value || '\u00a0'}</p>
      <canvas ref={canvas} class="stat-spark" aria-hidden="true" />
    </div>
  );
}
