/** How a series is drawn. */
export interface SeriesStyle {
  readonly draw: 'line' | 'bars' | 'points';
  readonly curve: 'linear' | 'smooth' | 'step' | 'stepBefore';
  readonly width: number;
  /** Opacity of the area, from 0 to 1. */
  readonly fill: number;
  readonly isGradient?: boolean;
  readonly dash?: readonly number[];
  /** A dot on each point besides the line. */
  readonly hasPoints?: boolean;
  readonly pointSize?: number;
  /** A gap of at most this many milliseconds is drawn over. */
  readonly reach?: number;
  readonly axis: 'left' | 'right';
  /** Series of the same stack stand upon each other. */
  readonly stack?: string;
  /** Each as its share of the whole stack. */
  readonly isPercent?: boolean;
  /** Key of the series that the area reaches down to. */
  readonly below?: string;
}

export const PLAIN_LINE: SeriesStyle = {
  draw: 'line',
  curve: 'linear',
  width: 1.5,
  fill: 0,
  axis: 'left',
};

export interface ChartSeries {
  readonly key: string;
  readonly color: string;
  readonly values: Float64Array;
  /** Drawn below the zero line. */
  readonly isMirrored: boolean;
  readonly style: SeriesStyle;
}

export interface AxisOptions {
  readonly unit: string;
  readonly min?: number;
  readonly max?: number;
  /** A fixed end that gives way where the data go beyond it. */
  readonly isSoft?: boolean;
  /** Zero is always part of it. */
  readonly hasZero: boolean;
  readonly log?: 2 | 10;
  readonly label?: string;
  readonly isHidden?: boolean;
  /** Reaches up to the highest value exactly, as a full stack may. */
  readonly isTight?: boolean;
}

export interface ChartOptions {
  readonly left: AxisOptions;
  readonly right?: AxisOptions;
}

/** A level across the chart: a line, and the area from it to the next level. */
export interface Level {
  readonly at: number;
  readonly color: string;
  readonly hasLine: boolean;
  readonly isDashed?: boolean;
  /** Where the shaded area ends; absent without one. */
  readonly upTo?: number;
}

/** A moment or span worth knowing, drawn as a vertical line with a flag. */
export interface Mark {
  readonly time: number;
  readonly until?: number;
  readonly color: string;
  readonly title: string;
  readonly text?: string;
}
