/*
 * A board is data. Panels say what they ask and how it is to be shown; the components in panels/
 * draw them. Boards that people make themselves come as the same data from the server.
 */

export interface Query {
  readonly ref: string;
  readonly expr: string;
  /** Name of each series, with `{{label}}`s. */
  readonly legend?: string;
  /** What stands behind the name of each series. */
  readonly suffix?: string;
  /** Drawn below the zero line, as the way out beside the way in. */
  readonly isMirrored?: boolean;
  /** Drawn as a dashed line without area: a limit rather than a measurement. */
  readonly isLimit?: boolean;
}

/** From `at` on, the value has this meaning. */
export interface Threshold {
  readonly at: number;
  readonly level: 'warn' | 'bad';
}

interface PanelCommon {
  readonly id: string;
  readonly title: string;
  /** What the figure means, shown behind the (i). */
  readonly description?: string;
  readonly queries: readonly Query[];
  readonly unit: string;
  readonly decimals?: number;
  /** Columns of twelve on a wide screen. */
  readonly span: number;
  /** What to do where there is no data, if that differs from the board's. */
  readonly remedy?: string;
}

/** One number with its recent course. */
export interface StatPanel extends PanelCommon {
  readonly kind: 'stat';
  /** Small print under the number: `{B:bytes}` is the last value of query B in bytes. */
  readonly detail?: string;
  readonly min?: number;
  readonly max?: number;
  readonly thresholds?: readonly Threshold[];
}

export interface TimeSeriesPanel extends PanelCommon {
  readonly kind: 'timeseries';
  readonly isStacked?: boolean;
  readonly min?: number;
  readonly max?: number;
  /** Fixed colours by series name, as slots of the palette. */
  readonly colors?: Readonly<Record<string, number>>;
  /** Names from the bottom of the stack upwards; others follow by name. */
  readonly order?: readonly string[];
}

/** A bar for each label value, with what is behind it in words. */
export interface BarsPanel extends PanelCommon {
  readonly kind: 'bars';
  /** The label that names a row and joins the queries. */
  readonly key: string;
  readonly detail?: string;
  readonly max?: number;
  readonly thresholds?: readonly Threshold[];
}

/** The largest few, sorted, each with a bar. */
export interface TablePanel extends PanelCommon {
  readonly kind: 'table';
  readonly key: string;
  readonly keyTitle: string;
  readonly columns: readonly {
    readonly ref: string;
    readonly title: string;
    readonly unit: string;
  }[];
  readonly rows: number;
}

export type Panel = StatPanel | TimeSeriesPanel | BarsPanel | TablePanel;

export interface Section {
  readonly title: string;
  readonly panels: readonly Panel[];
}

export interface Board {
  readonly id: string;
  readonly path: string;
  readonly title: string;
  /** The key that opens it, after `g`. */
  readonly key: string;
  /** What to do where there is no data. */
  readonly remedy: string;
  readonly sections: readonly Section[];
  /** Label matchers that `$node` begins with; the chosen instance is added. */
  readonly selector: string;
  /**
   * Times of the samples by `instance`: the list to choose from, and how often each is measured.
   */
  readonly instances: string;
  /** A series whose labels say what the instance is. */
  readonly identity?: { readonly expr: string; readonly title: string; readonly detail: string };
}

export function panelsOf(board: Board): readonly Panel[] {
  return board.sections.flatMap((section) => section.panels);
}
