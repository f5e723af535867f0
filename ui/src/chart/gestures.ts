import { SHORTEST_SPAN } from '../time/range';

/** Both ends of a span, in milliseconds. */
export type Span = readonly [from: number, to: number];

/** What gestures move. */
export interface Moved {
  /** Where in the window the span is drawn; null while it is not. */
  area(): DOMRect | null;
  span(): Span;
  /** Shows a span while the gesture lasts. */
  preview(span: Span): void;
  /** The gesture has ended on this span. */
  settled(span: Span): void;
}

/** A turn of the wheel by this many pixels makes the span e times as long. */
const PIXELS_PER_E = 500;
/** The wheel gives no sign of its end but to be quiet for a while. */
const QUIET_MILLIS = 220;

/** Makes a span longer or shorter around a place in it, given as a share of its length. */
export function zoomed([from, to]: Span, place: number, pixels: number): Span {
  const length = Math.max(SHORTEST_SPAN, (to - from) * Math.exp(pixels / PIXELS_PER_E));
  const fixed = from + (to - from) * place;
  return [fixed - length * place, fixed + length * (1 - place)];
}

/** Moves a span by a share of its length, but not beyond a latest moment. */
export function moved([from, to]: Span, share: number, latest: number): Span {
  const by = Math.min((to - from) * share, Math.max(0, latest - to));
  return [from + by, to + by];
}

/**
 * Zooming by Ctrl and the wheel (or a pinch on a touch pad), moving by Shift and the wheel or a drag.
 * The picture follows in every frame with the data it has; what it lacks is asked for at the end.
 */
export class Gestures {
  #element: HTMLElement;
  #moved: Moved;
  /** Null while there is no gesture. */
  #span: Span | null = null;
  #latest = 0;
  #dragged: { readonly x: number; readonly span: Span } | null = null;
  #frame = 0;
  #quiet: ReturnType<typeof setTimeout> | undefined;

  constructor(element: HTMLElement, moved: Moved) {
    this.#element = element;
    this.#moved = moved;
    element.addEventListener('wheel', this.#turned, { passive: false });
    element.addEventListener('pointerdown', this.#pressed);
    element.addEventListener('pointermove', this.#pulled);
    element.addEventListener('pointerup', this.#released);
    element.addEventListener('pointercancel', this.#released);
  }

  /** Forgets a gesture that goes on. */
  close(): void {
    clearTimeout(this.#quiet);
    cancelAnimationFrame(this.#frame);
    this.#span = null;
  }

  get isMoving(): boolean {
    return this.#span !== null;
  }

  #turned = (event: WheelEvent) => {
    const isZoom = event.ctrlKey || event.metaKey;
    const area = isZoom || event.shiftKey ? this.#areaAt(event) : null;
    if (!area) return;
    event.preventDefault();
    const before = this.#begun();
    const { left, width } = area;
    // With Shift held, some browsers turn the wheel sideways and some do not.
    const pixels = event.deltaY || event.deltaX;
    const span = isZoom
      ? zoomed(before, (event.clientX - left) / width, pixels)
      : moved(before, pixels / width, this.#latest);
    this.#show(span[1] > this.#latest ? [span[0], this.#latest] : span);
    clearTimeout(this.#quiet);
    this.#quiet = setTimeout(this.#end, QUIET_MILLIS);
  };

  #pressed = (event: PointerEvent) => {
    if (!event.shiftKey || event.button !== 0 || !this.#areaAt(event)) return;
    this.#element.setPointerCapture(event.pointerId);
    this.#dragged = { x: event.clientX, span: this.#begun() };
  };

  #pulled = (event: PointerEvent) => {
    const area = this.#dragged && this.#moved.area();
    if (!this.#dragged || !area) return;
    const share = (this.#dragged.x - event.clientX) / area.width;
    this.#show(moved(this.#dragged.span, share, this.#latest));
  };

  #released = () => {
    if (this.#dragged) this.#end();
  };

  #areaAt({ clientX, clientY }: MouseEvent): DOMRect | null {
    const area = this.#moved.area();
    const isIn =
      area !== null &&
      clientX >= area.left &&
      clientX <= area.right &&
      clientY >= area.top &&
      clientY <= area.bottom;
    return isIn ? area : null;
  }

  #begun(): Span {
    if (!this.#span) {
      this.#span = this.#moved.span();
      this.#latest = Math.max(this.#span[1], Date.now());
    }
    return this.#span;
  }

  #show(span: Span): void {
    this.#span = span;
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      if (this.#span) this.#moved.preview(this.#span);
    });
  }

  #end = () => {
    const span = this.#span;
    this.close();
    this.#frame = 0;
    this.#dragged = null;
    if (span) this.#moved.settled(span);
  };
}
