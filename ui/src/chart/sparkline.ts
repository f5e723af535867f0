import { withAlpha } from './palette';
import { CalmScale, extent } from './scale';

export interface SparklineRange {
  readonly from: number;
  readonly to: number;
  readonly min?: number;
  readonly max?: number;
}

/** The recent course of one value, without axes, along the foot of a tile. */
export class Sparkline {
  #canvas: HTMLCanvasElement;
  #scale = new CalmScale();

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  draw(times: Float64Array, values: Float64Array, color: string, range: SparklineRange): void {
    const context = this.#fit();
    if (!context) return;
    const { width, height } = this.#canvas;
    const line = 1.5 * devicePixelRatio;
    context.clearRect(0, 0, width, height);
    const found = extent([values], 0, values.length - 1);
    if (!found) return;
    const [low, high] = this.#scale.fit(found.min, found.max, false);
    const min = range.min ?? low;
    const max = Math.max(range.max ?? high, found.max);
    const x = (time: number) => ((time - range.from) / (range.to - range.from)) * width;
    const y = (value: number) =>
      height - line - ((value - min) / (max - min || 1)) * (height - 2 * line);

    context.lineWidth = line;
    context.lineJoin = 'round';
    context.strokeStyle = color;
    const fade = context.createLinearGradient(0, 0, 0, height);
    fade.addColorStop(0, withAlpha(color, 0.28));
    fade.addColorStop(1, withAlpha(color, 0.02));
    context.fillStyle = fade;
    for (let row = 0; row < values.length; row++) {
      if (!Number.isFinite(values[row])) continue;
      const begin = row;
      context.beginPath();
      context.moveTo(x(times[row]), y(values[row]));
      while (row + 1 < values.length && Number.isFinite(values[row + 1])) {
        row++;
        context.lineTo(x(times[row]), y(values[row]));
      }
      context.stroke();
      context.lineTo(x(times[row]), height);
      context.lineTo(x(times[begin]), height);
      context.fill();
    }
  }

  /** Gives the canvas as many pixels as the screen has for it. */
  #fit(): CanvasRenderingContext2D | null {
    const width = Math.round(this.#canvas.clientWidth * devicePixelRatio);
    const height = Math.round(this.#canvas.clientHeight * devicePixelRatio);
    if (width === 0 || height === 0) return null;
    if (this.#canvas.width !== width || this.#canvas.height !== height) {
      this.#canvas.width = width;
      this.#canvas.height = height;
    }
    return this.#canvas.getContext('2d');
  }
}
