import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { usePage } from '../../../app/page';
import type { Panel } from '../../model';
import { LegendTable } from '../LegendTable';
import { option } from '../read';
import type { BarChart } from './bars';
import { BarPlot, type Box, type Label } from './plot';

interface BarPictureProps {
  readonly panel: Panel;
  readonly chart: BarChart;
  /** The picture in a few words, for those who do not see it. */
  readonly label: string;
}

/** Bars with their axes and legend. */
export function BarPicture({ panel, chart, label }: BarPictureProps) {
  const hidden = useSignal<ReadonlySet<string>>(new Set());
  const placement = option(panel, 'legend.placement', 'bottom');
  const mode = option(panel, 'legend.mode', 'list');
  const hasLegend = mode !== 'hidden' && chart.series.length > 1;
  const shown = chart.series.filter(({ name }) => !hidden.value.has(name));
  const click = (name: string, isToggle: boolean) => {
    const names = chart.series.map((each) => each.name);
    const isAlone = !hidden.value.has(name) && hidden.value.size === names.length - 1;
    const others = new Set(isAlone ? [] : names.filter((each) => each !== name));
    hidden.value = isToggle ? toggled(hidden.value, name) : others;
  };
  return (
    <div class={`bar-picture is-legend-${hasLegend ? placement : 'hidden'}`}>
      <Bars panel={panel} chart={{ ...chart, series: shown }} label={label} />
      {hasLegend && (
        <LegendTable
          rows={chart.series.map(({ name, color }) => ({
            name,
            color,
            figures: [],
            isHidden: hidden.value.has(name),
            isStale: false,
          }))}
          calculations={[]}
          isTable={mode === 'table'}
          click={click}
        />
      )}
      {chart.omitted > 0 && (
        <p class="legend-note">{`${chart.omitted} more are not drawn: there is no room.`}</p>
      )}
    </div>
  );
}

function toggled(names: ReadonlySet<string>, name: string): ReadonlySet<string> {
  const changed = new Set(names);
  if (!changed.delete(name)) changed.add(name);
  return changed;
}

function Bars({ panel, chart, label }: BarPictureProps) {
  const { tooltip } = usePage();
  const host = useRef<HTMLDivElement>(null);
  const size = useSize(host);
  const pointed = useSignal<number | null>(null);
  useEffect(() => () => tooltip.hide(), []);
  const { width, height } = size.value;
  const plot =
    width > 0 && height > 0
      ? new BarPlot(chart, size.value, isAcross(panel, size.value), {
          turn: option(panel, 'xLabelRotation', 0),
          longest: option(panel, 'xLabelMaxLength', 24) || 24,
        })
      : null;
  const point = (event: PointerEvent) => {
    const category = plot?.categoryAt(event.offsetX, event.offsetY) ?? null;
    pointed.value = category;
    if (category === null) tooltip.hide();
    else
      tooltip.show(
        chart.categories[category],
        rowsAt(chart, category),
        event.clientX,
        event.clientY,
      );
  };
  const leave = () => {
    pointed.value = null;
    tooltip.hide();
  };
  return (
    <div class="bar-plot" ref={host} onPointerMove={point} onPointerLeave={leave}>
      {plot && (
        <svg role="img" aria-label={label} width={width} height={height}>
          {plot.ticks.map(({ label: tick, line }, index) => (
            <g key={index}>
              <line
                class="bar-grid"
                x1={line.x}
                y1={line.y}
                x2={line.x + line.width}
                y2={line.y + line.height}
              />
              <Text label={tick} />
            </g>
          ))}
          {pointed.value !== null && pointed.value < chart.categories.length && (
            <Rectangle name="bar-room" box={plot.roomOf(pointed.value)} />
          )}
          <BarShapes panel={panel} chart={chart} plot={plot} />
          {plot.names.map((name, index) => (
            <Text key={index} label={name} />
          ))}
        </svg>
      )}
    </div>
  );
}

interface BarShapesProps {
  readonly panel: Panel;
  readonly chart: BarChart;
  readonly plot: BarPlot;
}

function BarShapes({ panel, chart, plot }: BarShapesProps) {
  const radius = 10 * option(panel, 'barRadius', 0.2);
  const isGlass = chart.arrangement === 'over' && chart.series.length > 1;
  const wanted = option(panel, 'showValue', 'auto');
  // What lies over each other has no room for numbers, and nothing is best said by no bar.
  const isWritten = (value: number) =>
    wanted === 'always' || (wanted === 'auto' && !isGlass && value !== 0);
  return (
    <>
      {plot.bars.map((bar) => {
        const series = chart.series[bar.series];
        const value = series.values[bar.category];
        const box = plot.boxOf(bar);
        const label = isWritten(value)
          ? plot.valueLabel(bar, series.format(value), wanted === 'always')
          : null;
        return (
          <g key={`${bar.series} ${bar.category}`}>
            <Rectangle
              name={isGlass ? 'bar is-glass' : 'bar'}
              box={box}
              radius={Math.min(radius, box.width / 3, box.height / 3)}
              fill={series.colors?.[bar.category] ?? series.color}
            />
            {label && <Text name="bar-value" label={label} />}
          </g>
        );
      })}
    </>
  );
}

interface RectangleProps {
  readonly name: string;
  readonly box: Box;
  readonly radius?: number;
  readonly fill?: string;
}

function Rectangle({ name, box, radius = 0, fill }: RectangleProps) {
  return (
    <rect
      class={name}
      x={box.x}
      y={box.y}
      width={box.width}
      height={box.height}
      rx={radius}
      style={fill ? { fill } : undefined}
    />
  );
}

function Text({ label, name = 'bar-label' }: { label: Label; name?: string }) {
  const { text, x, y, anchor, turn } = label;
  return (
    <text
      class={name}
      x={x}
      y={y}
      text-anchor={anchor}
      transform={turn ? `rotate(${turn} ${x} ${y - 4})` : undefined}
    >
      {text}
    </text>
  );
}

function rowsAt({ series }: BarChart, category: number) {
  return series.flatMap(({ name, color, colors, values, format }) =>
    Number.isNaN(values[category])
      ? []
      : [{ name, color: colors?.[category] ?? color, text: format(values[category]) }],
  );
}

/** Bars lie across where that is asked for, or where there is more height than width. */
function isAcross(panel: Panel, { width, height }: { width: number; height: number }): boolean {
  const orientation = option(panel, 'orientation', 'auto');
  return orientation === 'auto' ? height > width : orientation === 'horizontal';
}

function useSize(host: { readonly current: HTMLElement | null }) {
  const size = useSignal({ width: 0, height: 0 });
  useEffect(() => {
    const observer = new ResizeObserver(([{ contentRect }]) => {
      const { width, height } = contentRect;
      size.value = { width, height };
    });
    observer.observe(host.current!);
    return () => observer.disconnect();
  }, []);
  return size;
}
