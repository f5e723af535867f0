import type { Palette } from '../../../chart/palette';
import type { Area, GridPainter } from '../../../chart/timeGrid';
import { textOn } from '../../fields/colors';
import type { StateRow, StateSpan } from './spans';

const MOST_LABEL = 180;
const LEAST_ROW = 14;

/** Paints a band for each series, coloured by its state. */
export class StatesPainter implements GridPainter {
  #rows: readonly StateRow[];
  /** Share of a row's height that its band fills. */
  #share: number;
  #hasText: boolean;

  constructor(rows: readonly StateRow[], share: number, hasText: boolean) {
    this.#rows = rows;
    this.#share = share;
    this.#hasText = hasText;
  }

  labelWidth(context: CanvasRenderingContext2D): number {
    const widest = this.#rows.reduce(
      (most, { name }) => Math.max(most, context.measureText(name).width),
      0,
    );
    return Math.min(MOST_LABEL, widest / devicePixelRatio + 22);
  }

  paint(context: CanvasRenderingContext2D, area: Area, palette: Palette): void {
    const height = area.height / Math.max(1, this.#rows.length);
    const every = Math.max(1, Math.ceil((LEAST_ROW * area.ratio) / height));
    this.#rows.forEach(({ name, spans }, place) => {
      const top = area.top + place * height + (height * (1 - this.#share)) / 2;
      context.save();
      context.beginPath();
      context.rect(area.left, area.top, area.width, area.height);
      context.clip();
      for (const span of spans) this.#paintSpan(context, area, span, top, height * this.#share);
      context.restore();
      if (place % every > 0) return;
      context.fillStyle = palette.text;
      context.textAlign = 'right';
      context.textBaseline = 'middle';
      const room = area.left - 16 * area.ratio;
      context.fillText(
        shortened(context, name, room),
        area.left - 8 * area.ratio,
        area.top + (place + 0.5) * height,
      );
    });
  }

  describe(time: number, height: number) {
    const place = Math.min(this.#rows.length - 1, Math.floor(height * this.#rows.length));
    const row = this.#rows[place];
    const span = row?.spans.find(({ from, to }) => time >= from && time < to);
    if (!row || !span) return null;
    return { time, rows: [{ name: row.name, color: span.color, text: span.text }] };
  }

  #paintSpan(
    context: CanvasRenderingContext2D,
    area: Area,
    { from, to, color, text }: StateSpan,
    top: number,
    height: number,
  ): void {
    if (to < area.from || from > area.to) return;
    const left = Math.max(area.left, area.x(from));
    const right = Math.min(area.left + area.width, area.x(to));
    const gap = right - left > 4 * area.ratio ? area.ratio : 0;
    context.fillStyle = color;
    context.fillRect(left, top, Math.max(1, right - left - gap), height);
    const isRoomy = height > 13 * area.ratio;
    if (!this.#hasText || !isRoomy || context.measureText(text).width > right - left - 8) return;
    context.fillStyle = textOn(color);
    context.textAlign = 'left';
    context.textBaseline = 'middle';
    context.fillText(text, left + 4 * area.ratio, top + height / 2);
  }
}

function shortened(context: CanvasRenderingContext2D, text: string, room: number): string {
  if (context.measureText(text).width <= room) return text;
  let end = text.length;
  while (end > 1 && context.measureText(`${text.slice(0, end)}…`).width > room) end--;
  return `${text.slice(0, end)}…`;
}
