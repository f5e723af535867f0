import { axisLabels } from '../../../units/units';
import { type BarChart, type PlacedBar, placeBars, valueSpan, valueTicks } from './bars';

/** A picture's size on the page. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

export interface Label {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly anchor: 'start' | 'middle' | 'end';
  /** Degrees around its anchor. */
  readonly turn?: number;
}

/** How labels are to be written. */
export interface LabelOptions {
  readonly turn: number;
  readonly longest: number;
}

/** Of the mean letter at the size of the labels. */
const LETTER_WIDTH = 6.8;
const LINE_HEIGHT = 15;
const GAP = 6;
/** Signs such as % are wider than digits. */
const NARROWEST_AXIS = 40;
const MARGIN = 8;
/** Values closer than this are no longer told apart by their grid lines. */
const TICK_SPACE = { across: 84, upright: 38 };
/** Names take at most this share of the picture. */
const NAMES_SHARE = 0.4;

/** Where all parts of a picture of bars lie, in its pixels. */
export class BarPlot {
  readonly area: Box;
  readonly bars: readonly PlacedBar[];
  readonly isAcross: boolean;
  readonly ticks: readonly { readonly label: Label; readonly line: Box }[];
  readonly names: readonly Label[];

  #chart: BarChart;
  #span: readonly [number, number];
  #letters: LabelOptions;

  constructor(chart: BarChart, size: Size, isAcross: boolean, letters: LabelOptions) {
    this.#chart = chart;
    this.#letters = letters;
    this.isAcross = isAcross;
    this.bars = placeBars(chart);
    this.#span = valueSpan(chart, this.bars);
    const unit = chart.arrangement === 'shares' ? 'percentunit' : chart.unit;
    const length = isAcross ? size.width : size.height;
    const space = isAcross ? TICK_SPACE.across : TICK_SPACE.upright;
    const values = valueTicks(this.#span, unit, length / space);
    const texts = axisLabels(values, unit);
    this.area = this.#areaOf(size, texts);
    this.ticks = values.map((value, index) => this.#tick(value, texts[index]));
    this.names = chart.edges ? this.#edgeLabels(chart.edges) : this.#categoryLabels();
  }

  boxOf({ from, to, foot, top }: PlacedBar): Box {
    const [begin, end] = [this.#along(from), this.#along(to)];
    const [a, b] = [this.#at(foot), this.#at(top)];
    const [thickness, length] = [Math.max(1, end - begin), Math.abs(a - b)];
    return this.isAcross
      ? { x: Math.min(a, b), y: begin, width: length, height: thickness }
      : { x: begin, y: Math.min(a, b), width: thickness, height: length };
  }

  /** The text at the end of a bar; null where there is no room for it. */
  valueLabel(bar: PlacedBar, text: string, isForced: boolean): Label | null {
    const { x, y, width, height } = this.boxOf(bar);
    const needed = text.length * LETTER_WIDTH;
    const isPile = ['stacked', 'shares'].includes(this.#chart.arrangement);
    const room = this.isAcross ? height : width;
    const length = this.isAcross ? width : height;
    const fits = this.isAcross
      ? room >= LINE_HEIGHT - 2 && (!isPile || length >= needed + 4)
      : room >= needed && (!isPile || length >= LINE_HEIGHT);
    if (!fits && !isForced) return null;
    if (isPile) return { text, x: x + width / 2, y: y + height / 2 + 4, anchor: 'middle' };
    if (!this.isAcross) return { text, x: x + width / 2, y: Math.max(10, y - 4), anchor: 'middle' };
    const isOutside = x + width + needed + 4 < this.area.x + this.area.width;
    return {
      text,
      x: x + width + (isOutside ? 4 : -4),
      y: y + height / 2 + 4,
      anchor: isOutside ? 'start' : 'end',
    };
  }

  /** The category at a place; null outside. */
  categoryAt(x: number, y: number): number | null {
    const { area } = this;
    const share = this.isAcross ? (y - area.y) / area.height : (x - area.x) / area.width;
    const isInside = x >= area.x && x <= area.x + area.width && share >= 0 && share < 1;
    return isInside ? Math.floor(share * this.#chart.categories.length) : null;
  }

  /** The whole room of a category. */
  roomOf(category: number): Box {
    const room = 1 / this.#chart.categories.length;
    const begin = this.#along(category * room);
    const thickness = this.#along((category + 1) * room) - begin;
    const { x, y, width, height } = this.area;
    return this.isAcross
      ? { x, y: begin, width, height: thickness }
      : { x: begin, y, width: thickness, height };
  }

  #areaOf({ width, height }: Size, values: readonly string[]): Box {
    const valueWidth = widest(values);
    const names = this.#chart.edges ?? this.#chart.categories.map((name) => this.#cut(name));
    const turn = (Math.abs(this.#letters.turn) * Math.PI) / 180;
    const [left, bottom] = this.isAcross
      ? [Math.min(widest(names), width * NAMES_SHARE) + GAP + 2, LINE_HEIGHT + GAP]
      : [
          Math.max(NARROWEST_AXIS, valueWidth + GAP + 4),
          Math.min(
            height * NAMES_SHARE,
            LINE_HEIGHT + GAP + Math.max(0, Math.sin(turn) * widest(names) - 4),
          ),
        ];
    return {
      x: left,
      y: MARGIN,
      width: Math.max(1, width - left - MARGIN),
      height: Math.max(1, height - bottom - MARGIN),
    };
  }

  #tick(value: number, text: string): { label: Label; line: Box } {
    const { x, y, width, height } = this.area;
    const at = this.#at(value);
    return this.isAcross
      ? {
          label: { text, x: at, y: y + height + LINE_HEIGHT, anchor: 'middle' },
          line: { x: at, y, width: 0, height },
        }
      : {
          label: { text, x: x - GAP, y: at + 4, anchor: 'end' },
          line: { x, y: at, width, height: 0 },
        };
  }

  #categoryLabels(): Label[] {
    const { categories } = this.#chart;
    const texts = categories.map((name) => this.#cut(name));
    return this.#spread(texts, (index) => (index + 0.5) / categories.length);
  }

  #edgeLabels(edges: readonly string[]): Label[] {
    return this.#spread(edges, (index) => index / Math.max(1, edges.length - 1));
  }

  /** Every so many that they do not run into each other. */
  #spread(texts: readonly string[], shareOf: (index: number) => number): Label[] {
    const { x, y, width, height } = this.area;
    const { turn } = this.#letters;
    const gap = (this.isAcross ? height : width) / Math.max(1, texts.length);
    const needed = this.isAcross || turn !== 0 ? LINE_HEIGHT : widest(texts) + GAP;
    const every = Math.max(1, Math.ceil(needed / gap));
    let taken = -Infinity;
    return texts.flatMap((text, index): Label[] => {
      if (index % every !== 0) return [];
      const at = this.#along(shareOf(index));
      if (this.isAcross) return [{ text, x: x - GAP, y: at + 4, anchor: 'end' }];
      const place = { text, x: at, y: y + height + LINE_HEIGHT };
      if (turn !== 0) return [{ ...place, turn, anchor: turn > 0 ? 'start' : 'end' }];
      // The picture ends soon after its last bar: a long label moves inwards.
      const half = (text.length * LETTER_WIDTH) / 2;
      const inside = Math.max(half, Math.min(at, x + width + MARGIN - half));
      if (inside - half < taken) return [];
      taken = inside + half;
      return [{ ...place, x: inside, anchor: 'middle' }];
    });
  }

  #cut(name: string): string {
    const { longest } = this.#letters;
    return name.length > longest ? `${name.slice(0, Math.max(1, longest - 1))}…` : name;
  }

  #along(share: number): number {
    const { x, y, width, height } = this.area;
    return this.isAcross ? y + share * height : x + share * width;
  }

  #at(value: number): number {
    const { x, y, width, height } = this.area;
    const [low, high] = this.#span;
    const share = Math.min(1, Math.max(0, (value - low) / (high - low)));
    return this.isAcross ? x + share * width : y + (1 - share) * height;
  }
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, { length }) => Math.max(most, length), 0) * LETTER_WIDTH;
}
