/*
 * A dashboard as the server stores it (docs/api/dashboards.md). Elements say what is shown, the
 * layout says where; unknown keys are kept as they are.
 */

export interface Dashboard {
  readonly apiVersion: string;
  readonly kind: 'Dashboard';
  readonly metadata: Metadata;
  readonly spec: DashboardSpec;
}

export interface Metadata {
  readonly uid: string;
  readonly name?: string;
  readonly folder?: string;
  readonly tags?: readonly string[];
  readonly version?: number;
  readonly createdBy?: string;
  readonly updatedAt?: string;
  readonly labels?: Readonly<Record<string, string>>;
}

export interface DashboardSpec {
  readonly title: string;
  readonly description?: string;
  readonly time?: { readonly from?: string; readonly to?: string };
  readonly refresh?: { readonly mode: 'live' | 'interval' | 'off'; readonly every?: string };
  readonly cursorSync?: 'off' | 'crosshair' | 'tooltip';
  readonly variables?: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  readonly links?: readonly Link[];
  readonly elements: Readonly<Record<string, Panel>>;
  readonly layout: Layout;
}

export interface Variable {
  readonly kind: VariableKind;
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  /** What to look up, the options of a custom variable, or the text of a constant. */
  readonly query?: string;
  readonly regex?: string;
  readonly sort?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly hide?: 'none' | 'label' | 'variable';
  readonly refresh?: 'load' | 'range';
  readonly current?: readonly string[];
  readonly auto?: boolean;
}

export type VariableKind =
  'query' | 'custom' | 'interval' | 'text' | 'constant' | 'datasource' | 'adhoc';

export interface Annotation {
  readonly name: string;
  readonly expr?: string;
  readonly color?: string;
  readonly title?: string;
  readonly text?: string;
  readonly enabled?: boolean;
  readonly kind?: string;
}

export interface Link {
  readonly title: string;
  readonly url: string;
  readonly newTab?: boolean;
  readonly keepTime?: boolean;
  readonly keepVariables?: boolean;
}

export interface Panel {
  readonly kind: string;
  readonly title?: string;
  readonly description?: string;
  readonly links?: readonly Link[];
  readonly queries?: readonly PanelQuery[];
  readonly transforms?: readonly Transform[];
  readonly options?: Options;
  readonly field?: FieldConfig;
  readonly alternatives?: readonly unknown[];
  readonly repeat?: Repeat;
  readonly transparent?: boolean;
}

/** What a kind of panel can be told; each kind reads its own. */
export type Options = Readonly<Record<string, unknown>>;

export interface PanelQuery {
  readonly ref: string;
  readonly expr: string;
  readonly legend?: string;
  readonly format?: 'series' | 'table' | 'heatmap';
  readonly instant?: boolean;
  /** The least distance between two points, such as `30s`. */
  readonly step?: string;
  readonly hidden?: boolean;
  readonly source?: string;
}

export interface Transform {
  readonly kind: string;
  readonly options?: Options;
  readonly disabled?: boolean;
}

export interface Repeat {
  readonly variable: string;
  readonly direction?: 'h' | 'v';
  readonly maxPerRow?: number;
}

export interface FieldConfig {
  readonly defaults?: FieldOptions;
  readonly overrides?: readonly Override[];
}

export interface Override {
  readonly match: Matcher;
  readonly set: FieldOptions;
}

export type Matcher =
  | { readonly by: 'name' | 'regex' | 'query' | 'type'; readonly value: string }
  | { readonly by: 'names'; readonly value: readonly string[] }
  | {
      readonly by: 'value';
      readonly value: { readonly calc: string; readonly op: string; readonly value: number };
    };

/** How the values of a series or column are written and drawn. */
export interface FieldOptions {
  readonly unit?: string;
  readonly decimals?: number;
  readonly min?: number;
  readonly max?: number;
  readonly displayName?: string;
  readonly noValue?: string;
  readonly color?: ColorOptions;
  readonly thresholds?: Thresholds;
  readonly mappings?: readonly Mapping[];
  readonly links?: readonly Link[];
  readonly drawStyle?: 'line' | 'bars' | 'points';
  readonly lineInterpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  readonly lineWidth?: number;
  readonly lineStyle?: { readonly fill?: string; readonly dash?: readonly number[] };
  readonly fillOpacity?: number;
  readonly gradientMode?: string;
  readonly fillBelowTo?: string;
  readonly showPoints?: 'auto' | 'always' | 'never';
  readonly pointSize?: number;
  readonly spanNulls?: boolean | number;
  readonly stacking?: { readonly mode?: string; readonly group?: string };
  readonly axisPlacement?: string;
  readonly axisLabel?: string;
  readonly axisSoftMin?: number;
  readonly axisSoftMax?: number;
  readonly scale?: { readonly type?: string; readonly log?: number };
  readonly thresholdsStyle?: { readonly mode?: string };
  readonly transform?: string;
  readonly hideFrom?: Readonly<Record<string, boolean>>;
  readonly align?: string;
  readonly width?: number;
  readonly hidden?: boolean;
  readonly cellOptions?: { readonly type?: string; readonly mode?: string };
}

export interface ColorOptions {
  readonly mode?: string;
  readonly fixedColor?: string;
  readonly seriesBy?: string;
}

export interface Thresholds {
  readonly mode?: 'absolute' | 'percentage';
  /** From `value` upwards; null is minus infinity. */
  readonly steps: readonly { readonly value: number | null; readonly color: string }[];
}

export interface MappingResult {
  readonly text?: string;
  readonly color?: string;
}

export type Mapping =
  | { readonly type: 'value'; readonly options: Readonly<Record<string, MappingResult>> }
  | {
      readonly type: 'range';
      readonly options: {
        readonly from: number | null;
        readonly to: number | null;
        readonly result: MappingResult;
      };
    }
  | {
      readonly type: 'regex';
      readonly options: { readonly pattern: string; readonly result: MappingResult };
    }
  | {
      readonly type: 'special';
      readonly options: { readonly match: string; readonly result: MappingResult };
    };

/** A place on a grid of 24 columns. */
export interface GridItem {
  readonly element: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
}

export interface Row {
  readonly title?: string;
  readonly collapsed?: boolean;
  readonly repeat?: Repeat;
  readonly items: readonly GridItem[];
}

export type Layout =
  | { readonly kind: 'grid'; readonly items: readonly GridItem[] }
  | { readonly kind: 'rows'; readonly rows: readonly Row[] };

/** The rows of a layout; a plain grid is one row without a title. */
export function rowsOf(layout: Layout): readonly Row[] {
  return layout.kind === 'rows' ? layout.rows : [{ items: layout.items }];
}
