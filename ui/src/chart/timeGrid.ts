import { timeLabel, timeTicks } from './axes';
import type { Palette } from './palette';
import type { TooltipRow } from './tooltip';

/** Where on the canvas the picture lies, in its pixels, and the times at its sides. */
export interface Area {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** Canvas pixels for each of the page's. */
  readonly ratio: number;
  x(time: number): number;
}

/** What fills a grid over time. */
export interface GridPainter {
  /** Room for the labels on the left, in the page's pixels. */
  labelWidth(context: CanvasRenderingContext2D): number;
  paint(context: CanvasRenderingContext2D, area: Area, palette: Palette): void;
  /** What stands at a time and a height, as a share from the top. */
  describe(time: number, height: number): { time: number; rows: readonly TooltipRow[] } | null;
}

export interface GridEvents {
  zoomed(from: number, to: number): void;
  pointed(time: number | null, rows: readonly TooltipRow[], x: number, y: number): void;
}

const AXIS_HEIGHT = 22;
const TICK_SPACE = 76;
/** A shorter drag is a click. */
const SHORTEST_DRAG = 5;

/** A canvas with time from left to right, for pictures that are no lines. */
export class TimeGrid {
  #host: HTMLElement;
  #painter: GridPainter;
  #events: GridEvents;
  #palette: Palette;
  #canvas = document.createElement('canvas');
  #crosshair = document.createElement('div');
  #selection = document.createElement('div');
  #area: Area | null = null;
  #span: readonly [number, number] = [0, 1];
  #dragFrom: number | null = null;
  #observer: ResizeObserver;

  constructor(host: HTMLElement, painter: GridPainter, palette: Palette, events: GridEvents) {
    this.#host = host;
    this.#painter = painter;
    this.#palette = palette;
    this.#events = events;
    this.#crosshair.className = 'grid-crosshair';
    this.#selection.className = 'grid-selection';
    this.#crosshair.hidden = true;
    this.#selection.hidden = true;
    host.append(this.#canvas, this.#crosshair, this.#selection);
    this.#observer = new ResizeObserver(() => this.draw(...this.#span));
    this.#observer.observe(host);
    this.#canvas.addEventListener('pointermove', (event) => this.#moved(event));
    this.#canvas.addEventListener('pointerleave', () => this.#left());
    this.#canvas.addEventListener('pointerdown', (event) => this.#pressed(event));
    this.#canvas.addEventListener('pointerup', (event) => this.#released(event));
  }

  close(): void {
    this.#observer.disconnect();
    this.#host.replaceChildren();
  }

  recolor(palette: Palette): void {
    this.#palette = palette;
  }

  draw(from: number, to: number): void {
    this.#span = [from, to];
    const context = this.#fit();
    if (!context) return;
    const ratio = devicePixelRatio;
    const { width, height } = this.#canvas;
    context.clearRect(0, 0, width, height);
    context.font = `${11 * ratio}px ${this.#palette.font}`;
    const left = Math.round(this.#painter.labelWidth(context) * ratio);
    const area: Area = {
      left,
      top: 4 * ratio,
      width: Math.max(1, width - left - 8 * ratio),
      height: Math.max(1, height - (AXIS_HEIGHT + 4) * ratio),
      from,
      to,
      ratio,
      x: (time) => left + ((time - from) / (to - from)) * area.width,
    };
    this.#area = area;
    this.#painter.paint(context, area, this.#palette);
    this.#drawTimes(context, area);
  }

  /** Puts the crosshair on a time that another chart points at. */
  point(time: number | null): void {
    const area = this.#area;
    const isInside = area !== null && time !== null && time >= area.from && time <= area.to;
    this.#crosshair.hidden = !isInside;
    if (isInside) this.#place(this.#crosshair, area.x(time) / area.ratio, 0);
  }

  #drawTimes(context: CanvasRenderingContext2D, area: Area): void {
    const { from, to, ratio, top, height } = area;
    const { times, increment } = timeTicks(from, to, area.width / ratio / TICK_SPACE);
    context.fillStyle = this.#palette.text;
    context.textAlign = 'center';
    context.textBaseline = 'top';
    for (const time of times) {
      const label = timeLabel(time, increment);
      const half = context.measureText(label).width / 2;
      const x = area.x(time);
      if (x - half < 0 || x + half > this.#canvas.width) continue;
      context.fillText(label, x, top + height + 6 * ratio);
    }
  }

  #moved(event: PointerEvent): void {
    const area = this.#area;
    if (!area) return;
    const time = this.#timeAt(event);
    if (this.#dragFrom !== null) {
      const [begin, end] = [this.#dragFrom, event.offsetX].sort((a, b) => a - b);
      this.#selection.hidden = end - begin < SHORTEST_DRAG;
      this.#place(this.#selection, begin, end - begin);
    }
    const height = (event.offsetY * area.ratio - area.top) / area.height;
    const isInside = time !== null && height >= 0 && height <= 1;
    const found = isInside ? this.#painter.describe(time, height) : null;
    this.point(isInside ? time : null);
    this.#events.pointed(found?.time ?? null, found?.rows ?? [], event.clientX, event.clientY);
  }

  #left(): void {
    this.point(null);
    this.#events.pointed(null, [], 0, 0);
  }

  #pressed(event: PointerEvent): void {
    if (event.button !== 0 || this.#timeAt(event) === null) return;
    this.#dragFrom = event.offsetX;
    this.#canvas.setPointerCapture(event.pointerId);
  }

  #released(event: PointerEvent): void {
    const begin = this.#dragFrom;
    this.#dragFrom = null;
    this.#selection.hidden = true;
    if (begin === null || Math.abs(event.offsetX - begin) < SHORTEST_DRAG) return;
    const [from, to] = [begin, event.offsetX].sort((a, b) => a - b).map((x) => this.#timeOf(x));
    this.#events.zoomed(from, to);
  }

  #timeAt(event: PointerEvent): number | null {
    const area = this.#area;
    if (!area) return null;
    const time = this.#timeOf(event.offsetX);
    return time >= area.from && time <= area.to ? time : null;
  }

  #timeOf(x: number): number {
    const { left, width, from, to, ratio } = this.#area!;
    return from + ((x * ratio - left) / width) * (to - from);
  }

  #place(element: HTMLElement, left: number, width: number): void {
    const { top, height, ratio } = this.#area!;
    Object.assign(element.style, {
      left: `${left}px`,
      top: `${top / ratio}px`,
      height: `${height / ratio}px`,
      ...(width > 0 ? { width: `${width}px` } : {}),
    });
  }

  #fit(): CanvasRenderingContext2D | null {
    const width = Math.round(this.#host.clientWidth * devicePixelRatio);
    const height = Math.round(this.#host.clientHeight * devicePixelRatio);
    if (width < 40 || height < 40) return null;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    return this.#canvas.getContext('2d');
  }
}
