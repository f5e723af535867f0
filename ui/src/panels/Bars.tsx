import type { BarsPanel } from '../boards/model';
import type { PanelFeed } from '../data/feed';
import { format } from '../units/units';
import { detailText, latest, LEVEL_TEXT, levelOf } from './detail';
import { useLatest } from './useLatest';

interface Bar {
  readonly name: string;
  readonly value: number;
  readonly detail: string;
}

export function Bars({ panel, feed }: { panel: BarsPanel; feed: PanelFeed }) {
  const bars = useLatest<readonly Bar[]>(feed, [], (frame) =>
    frame.series
      .filter(({ ref }) => ref === 'A')
      .map(({ labels }) => {
        const name = labels[panel.key] ?? '';
        const valueOf = (ref: string) => latest(frame, ref, panel.key, name);
        return { name, value: valueOf('A'), detail: detailText(panel.detail ?? '', valueOf) };
      })
      .filter(({ value }) => !Number.isNaN(value))
      .sort((a, b) => b.value - a.value || a.name.localeCompare(b.name)),
  );
  const most = panel.max ?? Math.max(...bars.value.map(({ value }) => value), 0);
  return (
    <ul class="bars" tabIndex={0} aria-label={panel.title}>
      {bars.value.map(({ name, value, detail }) => {
        const level = levelOf(value, panel.thresholds);
        const share = most > 0 ? Math.min(1, value / most) : 0;
        return (
          <li key={name} class={level ? `is-${level}` : ''}>
            <span class="bars-name" title={name}>
              {name}
            </span>
            <span class="bars-value">
              {level && <span class="bars-level">{LEVEL_TEXT[level]}</span>}
              {format(value, panel.unit, panel.decimals)}
            </span>
            <span class="bars-track">
              <span class="bars-fill" style={{ transform: `scaleX(${share})` }} />
            </span>
            {detail && <span class="bars-detail">{detail}</span>}
          </li>
        );
      })}
    </ul>
  );
}
