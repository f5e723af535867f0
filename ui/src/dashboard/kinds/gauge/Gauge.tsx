import { usePage } from '../../../app/page';
import { colorOf } from '../../fields/colors';
import { levelsOf } from '../../fields/display';
import { FigureGrid } from '../FigureGrid';
import { type Figure, figuresOf, shareOf } from '../figures';
import type { PictureProps } from '../kind';
import { option } from '../read';
import { useFrame } from '../useFigures';
import { arcPath } from './arcs';

/** How far values are between their ends, as dials. */
export function Gauge({ panel, feed, scope }: PictureProps) {
  const figures = useFrame(feed, [panel, scope], (frame, palette) =>
    figuresOf(panel, frame, scope, palette),
  );
  const shown = figures.value ?? [];
  const hasMarkers = option(panel, 'thresholdMarkers', true);
  return (
    <FigureGrid kind="gauges" title={scope.text(panel.title ?? '')} figures={shown}>
      {(figure, key) => (
        <Dial key={key} figure={figure} hasMarkers={hasMarkers} hasName={shown.length > 1} />
      )}
    </FigureGrid>
  );
}

interface DialProps {
  readonly figure: Figure;
  readonly hasMarkers: boolean;
  readonly hasName: boolean;
}

function Dial({ figure, hasMarkers, hasName }: DialProps) {
  const { theme } = usePage();
  const { shown, value, span, field, name } = figure;
  const palette = theme.palette.value;
  const share = shareOf(value, span);
  const levels = field.thresholds ? levelsOf(field.thresholds, span) : [];
  const isLong = shown.text.length > 9;
  return (
    <figure class="dial">
      <svg viewBox="-50 -50 100 82" role="img" aria-label={`${name}: ${shown.text}`}>
        <path class="dial-track" d={arcPath(0, 1, 34, 43)} />
        {share > 0 && (
          <path d={arcPath(0, share, 34, 43)} style={{ fill: shown.color ?? figure.color }} />
        )}
        {hasMarkers &&
          levels.map(({ at, color }, index) => {
            const [from, to] = [
              shareOf(at, span),
              shareOf(levels[index + 1]?.at ?? Infinity, span),
            ];
            return to > from ? (
              <path
                key={at}
                d={arcPath(from, to, 45, 48)}
                style={{ fill: colorOf(color, palette) }}
              />
            ) : null;
          })}
        <text
          class={`dial-value ${isLong ? 'is-long' : ''}`}
          y="6"
          style={{ fill: shown.color ?? 'currentColor' }}
        >
          {shown.text}
        </text>
      </svg>
      {hasName && <figcaption>{name}</figcaption>}
    </figure>
  );
}
