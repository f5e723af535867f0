import { VALUE_AXIS_WIDTH } from '../../../chart/axes';
import type { Palette } from '../../../chart/palette';
import type { Area, GridPainter } from '../../../chart/timeGrid';
import { format, formatBrief } from '../../../units/units';
import { mix, rampColor } from '../../fields/colors';
import type { Cells } from './cells';

/** Labels closer than this run into each other. */
const LABEL_SPACE = 22;
/** Low counts stay visible beside high ones. */
const EXPONENT = 0.5;

/** Paints counts as colours, low ones close to the background. */
export class HeatmapPainter implements GridPainter {
  #cells: Cells;
  #times: Float64Array;
  #step: number;
  #unit: string;
  #ramp: string;

  constructor(cells: Cells, times: Float64Array, step: number, unit: string, ramp: string) {
    this.#cells = cells;
    this.#times = times;
    this.#step = step;
    this.#unit = unit;
    this.#ramp = ramp;
  }

  labelWidth(context: CanvasRenderingContext2D): number {
    const widest = this.#labels().reduce(
      (most, label) => Math.max(most, context.measureText(label).width),
      0,
    );
    return Math.max(VALUE_AXIS_WIDTH, Math.min(160, widest / devicePixelRatio + 14));
  }

  paint(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const { counts, most } = this.#cells;
    const height = area.height / Math.max(1, counts.length);
    const width = Math.max(1, (this.#step / (area.to - area.from)) * area.width);
    context.save();
    context.beginPath();
    context.rect(area.left, area.top, area.width, area.height);
    context.clip();
    const color = memo((level) =>
      mix(palette.surface, rampColor(this.#ramp, level / 32, palette), 0.18 + (0.82 * level) / 32),
    );
    counts.forEach((row, place) => {
      const top = area.top + area.height - (place + 1) * height;
      for (let i = 0; i < row.length; i++) {
        if (!(row[i] > 0)) continue;
        context.fillStyle = color(Math.round((row[i] / most) ** EXPONENT * 32));
        // A point stands for the time before it.
        context.fillRect(area.x(this.#times[i]) - width, top, Math.ceil(width), Math.ceil(height));
      }
    });
    context.restore();
    this.#paintLabels(context, area, palette);
  }

  describe(time: number, height: number) {
    const { counts, bounds, names } = this.#cells;
    const column = this.#times.findIndex((each) => each >= time);
    const place = Math.min(counts.length - 1, Math.floor((1 - height) * counts.length));
    if (column < 0 || place < 0) return null;
    const name =
      names?.[place] ??
      `${format(bounds[place], this.#unit)} to ${format(bounds[place + 1], this.#unit)}`;
    const text = format(counts[place][column], 'short');
    return { time: this.#times[column], rows: [{ name, color: 'transparent', text }] };
  }

  #labels(): readonly string[] {
    const { names, bounds } = this.#cells;
    return names ?? bounds.slice(1).map((bound) => formatBrief(bound, this.#unit));
  }

  #paintLabels(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const labels = this.#labels();
    const height = area.height / Math.max(1, labels.length);
    const every = Math.max(1, Math.ceil((LABEL_SPACE * area.ratio) / height));
    const isNamed = this.#cells.names !== null;
    context.fillStyle = palette.text;
    context.textAlign = 'right';
    context.textBaseline = 'middle';
    for (let place = 0; place < labels.length; place += every) {
      // A size stands at the upper edge of its row, a name in its middle.
      const y = area.top + area.height - (place + (isNamed ? 0.5 : 1)) * height;
      context.fillText(labels[place], area.left - 6 * area.ratio, Math.max(area.top + 5, y));
    }
  }
}

function memo(make: (level: number) => string): (level: number) => string {
  const known = new Map<number, string>();
  return (level) => {
    let color = known.get(level);
    if (!color) known.set(level, (color = make(level)));
    return color;
  };
}
