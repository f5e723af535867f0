import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../../../app/page';
import { Sparkline } from '../../../chart/sparkline';
import { textOn } from '../../fields/colors';
import { FigureGrid } from '../FigureGrid';
import { type Figure, figuresOf } from '../figures';
import type { PictureProps } from '../kind';
import { option } from '../read';
import { useFrame } from '../useFigures';

/** Large numbers, each with its recent course. */
export function Stat({ panel, feed, scope }: PictureProps) {
  const read = useFrame(feed, [panel, scope], (frame, palette) => ({
    figures: figuresOf(panel, frame, scope, palette),
    times: frame.times.slice(),
  }));
  const { figures = [], times } = read.value ?? {};
  const textMode = option(panel, 'text', 'auto');
  const hasNames = /name/i.test(textMode) || (textMode === 'auto' && figures.length > 1);
  return (
    <FigureGrid
      kind={option(panel, 'orientation', 'auto')}
      title={scope.text(panel.title ?? '')}
      figures={figures}
    >
      {(figure, key) => (
        <Tile
          key={key}
          figure={figure}
          times={times!}
          name={hasNames ? figure.name : ''}
          hasValue={textMode !== 'name' && textMode !== 'none'}
          colorMode={option(panel, 'color', 'value')}
          hasCourse={option(panel, 'graph', 'area') === 'area'}
        />
      )}
    </FigureGrid>
  );
}

interface TileProps {
  readonly figure: Figure;
  readonly times: Float64Array;
  readonly name: string;
  readonly hasValue: boolean;
  readonly colorMode: string;
  readonly hasCourse: boolean;
}

function Tile({ figure, times, name, hasValue, colorMode, hasCourse }: TileProps) {
  const page = usePage();
  const canvas = useRef<HTMLCanvasElement>(null);
  const spark = useRef<Sparkline | null>(null);
  const { shown, values } = figure;
  const isFilled = colorMode.startsWith('background') && shown.color !== null;
  const hasSpark = hasCourse && values !== null && values.length === times.length;
  useEffect(() => {
    if (!hasSpark || !canvas.current || times.length === 0) return;
    spark.current ??= new Sparkline(canvas.current);
    const color = isFilled
      ? textOn(shown.color!) === 'black'
        ? 'rgb(0, 0, 0)'
        : 'rgb(255, 255, 255)'
      : (shown.color ?? page.theme.palette.peek().series[0]);
    const range = { from: times[0], to: times[times.length - 1], ...limits(figure) };
    spark.current.draw(times, values!, color, range);
  }, [figure]);
  const style = isFilled
    ? { background: shown.color!, color: textOn(shown.color!) }
    : colorMode === 'none' || shown.color === null
      ? {}
      : { '--figure-color': shown.color };
  return (
    <div class={`figure ${isFilled ? 'is-filled' : ''}`} style={style}>
      {name && <span class="figure-name">{name}</span>}
      {hasValue && (
        <span class="figure-value">
          {shown.number}
          {shown.unit && <span class="figure-unit">{shown.unit}</span>}
        </span>
      )}
      {hasSpark && <canvas class="figure-spark" ref={canvas} aria-hidden="true" />}
    </div>
  );
}

function limits({ field }: Figure): { min?: number; max?: number } {
  return {
    ...(field.min === undefined ? {} : { min: field.min }),
    ...(field.max === undefined ? {} : { max: field.max }),
  };
}
