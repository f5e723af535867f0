import { usePage } from '../../../app/page';
import type { Palette } from '../../../chart/palette';
import { valueColor } from '../../fields/display';
import { MOST_FIGURES } from '../FigureGrid';
import { type Figure, figuresOf, shareOf } from '../figures';
import type { PictureProps } from '../kind';
import { Omitted } from '../Omitted';
import { option } from '../read';
import { useFrame } from '../useFigures';

/** Cells of a bar that looks like a row of lamps. */
const CELLS = 32;

/** A bar for each value. */
export function BarGauge({ panel, feed, scope }: PictureProps) {
  const { theme } = usePage();
  const figures = useFrame(feed, [panel, scope], (frame, palette) =>
    figuresOf(panel, frame, scope, palette),
  );
  const mode = option(panel, 'display', 'gradient');
  const isUpright = option(panel, 'orientation', 'auto') === 'vertical';
  const all = figures.value ?? [];
  const shown = all.slice(0, MOST_FIGURES);
  return (
    <>
      <ul
        class={`bar-gauges is-${isUpright ? 'vertical' : 'horizontal'}`}
        tabIndex={0}
        aria-label={scope.text(panel.title ?? '')}
      >
        {shown.map((figure, index) => (
          <li key={`${figure.name} ${index}`}>
            <span class="bars-name" title={figure.name}>
              {figure.name}
            </span>
            <span class="bar-gauge-track">
              {mode === 'lcd' ? (
                <Lamps figure={figure} palette={theme.palette.value} />
              ) : (
                <span
                  class={`bar-gauge-fill ${mode === 'gradient' ? 'is-gradient' : ''}`}
                  style={{
                    '--share': `${shareOf(figure.value, figure.span) * 100}%`,
                    '--figure-color': figure.shown.color ?? figure.color,
                  }}
                />
              )}
            </span>
            <span class="bar-gauge-value" style={{ color: figure.shown.color ?? undefined }}>
              {figure.shown.text}
            </span>
          </li>
        ))}
      </ul>
      <Omitted count={all.length - shown.length} what="values" />
    </>
  );
}

function Lamps({ figure, palette }: { figure: Figure; palette: Palette }) {
  const { span, field, value } = figure;
  const lit = Math.round(shareOf(value, span) * CELLS);
  return (
    <span class="lamps" aria-hidden="true">
      {Array.from({ length: CELLS }, (_, cell) => {
        const at = span.min + ((cell + 0.5) / CELLS) * (span.max - span.min);
        const color = valueColor(at, field, palette, span) ?? figure.color;
        return <span key={cell} style={cell < lit ? { background: color } : undefined} />;
      })}
    </span>
  );
}
