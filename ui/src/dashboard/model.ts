/*
 * A dashboard as the server stores it: docs/api/dashboards.md and the JSON Schema it publishes are
 * the contract, this is the part of it that the page reads. Elements say what is shown, the layout
 * says where. Keys that are not named here are kept as they are.
 */

export const API_VERSION = 'muninn.dev/v1';

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
  readonly updatedBy?: string;
  readonly updatedAt?: string;
  /** Kept by a file or by Muninn itself. */
  readonly readOnly?: boolean;
  readonly origin?: string;
}

export interface DashboardSpec {
  readonly title: string;
  readonly description?: string;
  readonly time?: { readonly from?: string; readonly to?: string; readonly timezone?: string };
  readonly refresh?: { readonly mode?: 'live' | 'interval' | 'off'; readonly every?: string };
  readonly cursorSync?: 'off' | 'crosshair' | 'tooltip';
  readonly variables?: readonly Variable[];
  readonly annotations?: readonly Annotation[];
  readonly links?: readonly BoardLink[];
  readonly elements: Readonly<Record<string, Panel>>;
  readonly layout: Layout;
}

export interface Variable {
  readonly kind: VariableKind;
  readonly name: string;
  readonly label?: string;
  readonly description?: string;
  readonly hide?: 'none' | 'label' | 'variable' | 'controlsMenu';
  readonly current?: {
    readonly value?: string | number | boolean | null | readonly unknown[];
    readonly text?: string | null | readonly unknown[];
  };
  /** What to look up, the options of a custom variable, or the text of a constant. */
  readonly query?: string;
  readonly multi?: boolean;
  readonly includeAll?: boolean;
  readonly allValue?: string;
  readonly regex?: string;
  readonly sort?: string;
  readonly refresh?: 'never' | 'load' | 'range';
  readonly auto?: { readonly enabled?: boolean; readonly steps?: number; readonly min?: string };
  readonly filters?: readonly {
    readonly key: string;
    readonly op: string;
    readonly value?: string;
  }[];
}

export type VariableKind =
  | 'query'
  | 'custom'
  | 'interval'
  | 'text'
  | 'constant'
  | 'datasource'
  | 'adhoc'
  | 'groupBy'
  | 'switch';

export interface Annotation {
  readonly kind: 'query' | 'events' | 'alerts';
  readonly name: string;
  readonly enabled?: boolean;
  readonly hidden?: boolean;
  readonly color?: string;
  readonly query?: PanelQuery;
  readonly titleFormat?: string;
  readonly textFormat?: string;
  readonly tags?: readonly string[];
  readonly matchAny?: boolean;
}

export interface Link {
  readonly title?: string;
  readonly url: string;
  readonly newTab?: boolean;
  readonly keepTime?: boolean;
  readonly keepVariables?: boolean;
}

/** A link of the whole board: one address, or all boards with the tags. */
export interface BoardLink extends Partial<Link> {
  readonly kind: 'url' | 'dashboards';
  readonly tags?: readonly string[];
  readonly tooltip?: string;
}

export const PANEL_KINDS = [
  ...(['timeseries', 'stat', 'gauge', 'bargauge', 'table', 'pie', 'heatmap'] as const),
  ...(['stateTimeline', 'statusHistory', 'text', 'alertList', 'dashboardList'] as const),
  ...(['barchart', 'histogram', 'placeholder'] as const),
] as const;
export type PanelKindName = (typeof PANEL_KINDS)[number];

export interface Panel {
  readonly kind: PanelKindName;
  readonly title?: string;
  readonly description?: string;
  readonly transparent?: boolean;
  readonly links?: readonly Link[];
  readonly queries?: readonly PanelQuery[];
  readonly transforms?: readonly Transform[];
  readonly options?: Options;
  readonly field?: FieldConfig;
  readonly alternatives?: readonly Alternative[];
  readonly repeat?: Repeat;
  readonly time?: OwnTime;
  readonly step?: string;
}

/** Other times than the page's; durations such as `6h` are spans that end now. */
export interface OwnTime {
  readonly from?: string;
  readonly to?: string;
  /** How much earlier. */
  readonly shift?: string;
  /** The header does not say so. */
  readonly hideNote?: boolean;
}

/** Another view of the same slot. */
export interface Alternative {
  readonly title?: string;
  readonly kind?: PanelKindName;
  readonly queries?: readonly PanelQuery[];
  readonly options?: Options;
}

/** What a kind of panel can be told; each kind reads its own. */
export type Options = Readonly<Record<string, unknown>>;

export interface PanelQuery {
  readonly ref: string;
  readonly expr?: string;
  readonly legend?: string;
  readonly format?: 'timeSeries' | 'table' | 'heatmap';
  readonly instant?: boolean;
  /** The least distance between two points, such as `30s`. */
  readonly step?: string;
  readonly hidden?: boolean;
  /** `other` is kept but cannot be asked here. */
  readonly language?: 'promql' | 'other';
}

export interface Transform {
  readonly kind: string;
  readonly options?: Options;
  readonly disabled?: boolean;
}

export interface Repeat {
  readonly variable: string;
  readonly direction?: 'horizontal' | 'vertical';
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

export interface Matcher {
  readonly kind: 'byName' | 'byRegexp' | 'byQuery' | 'byType' | 'byNames' | 'byValue' | 'all';
  readonly name?: string;
  readonly pattern?: string;
  readonly ref?: string;
  readonly type?: string;
  readonly names?: readonly string[];
  readonly invert?: boolean;
  readonly reducer?: string;
  readonly op?: string;
  readonly value?: string | number | boolean | null;
}

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
  readonly draw?: DrawOptions;
  readonly cell?: CellOptions;
}

export interface ColorOptions {
  readonly mode: 'palette' | 'byName' | 'thresholds' | 'fixed' | 'shades' | 'continuous';
  readonly scheme?: string;
  readonly color?: string;
  readonly by?: 'last' | 'min' | 'max';
}

export interface Thresholds {
  readonly mode?: 'absolute' | 'percentage';
  /** From `value` upwards; null is the base. */
  readonly steps?: readonly { readonly value?: number | null; readonly color: string }[];
}

export interface Mapping {
  readonly kind: 'value' | 'range' | 'regex' | 'special';
  readonly value?: string;
  readonly from?: number | null;
  readonly to?: number | null;
  readonly pattern?: string;
  readonly match?: 'null' | 'nan' | 'null+nan' | 'true' | 'false' | 'empty';
  readonly text?: string;
  readonly color?: string;
}

export interface DrawOptions {
  readonly style?: 'line' | 'bars' | 'points';
  readonly interpolation?: 'linear' | 'smooth' | 'stepBefore' | 'stepAfter';
  readonly lineWidth?: number;
  readonly fillOpacity?: number;
  readonly gradient?: 'none' | 'opacity' | 'hue' | 'scheme';
  readonly line?: { readonly fill?: string; readonly dash?: readonly number[] };
  readonly points?: 'auto' | 'always' | 'never';
  readonly pointSize?: number;
  readonly spanNulls?: boolean | number;
  readonly stacking?: { readonly mode?: 'none' | 'normal' | 'percent'; readonly group?: string };
  readonly axis?: {
    readonly placement?: 'auto' | 'left' | 'right' | 'hidden';
    readonly label?: string;
    readonly softMin?: number;
    readonly softMax?: number;
  };
  readonly scale?: { readonly type?: string; readonly base?: number };
  readonly thresholds?: string;
  readonly fillBelowTo?: string;
  readonly transform?: 'none' | 'negativeY' | 'constant';
  readonly hideFrom?: {
    readonly legend?: boolean;
    readonly tooltip?: boolean;
    readonly viz?: boolean;
  };
}

export interface CellOptions {
  readonly align?: 'auto' | 'left' | 'center' | 'right';
  readonly width?: number;
  readonly hidden?: boolean;
  readonly type?: string;
  readonly mode?: string;
}

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
  readonly hideHeader?: boolean;
  readonly repeat?: Repeat;
  readonly layout: Layout;
}

export interface Tab {
  readonly title?: string;
  readonly repeat?: Repeat;
  readonly layout: Layout;
}

export interface GridLayout {
  readonly kind: 'grid';
  readonly items?: readonly GridItem[];
}

export interface AutoGridLayout {
  readonly kind: 'autoGrid';
  readonly items?: readonly (string | { readonly element: string })[];
  readonly maxColumns?: number;
}

export interface RowsLayout {
  readonly kind: 'rows';
  readonly rows?: readonly Row[];
}

export interface TabsLayout {
  readonly kind: 'tabs';
  readonly tabs?: readonly Tab[];
}

export type Layout = GridLayout | AutoGridLayout | RowsLayout | TabsLayout;
