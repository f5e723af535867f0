import type { Panel, PanelKindName } from '../model';

/** A setting that a form can show: where it is kept and what it can be. */
export type Control =
  | {
      readonly kind: 'select';
      readonly label: string;
      readonly path: string;
      readonly choices: readonly (readonly [string, string])[];
      readonly fallback: string;
    }
  | {
      readonly kind: 'switch';
      readonly label: string;
      readonly path: string;
      readonly fallback: boolean;
    }
  | {
      readonly kind: 'number' | 'text' | 'long';
      readonly label: string;
      readonly path: string;
      readonly hint?: string;
    };

export interface ControlGroup {
  readonly title: string;
  readonly controls: readonly Control[];
}

const DRAW = 'field.defaults.draw';

const select = (
  label: string,
  path: string,
  ...choices: readonly (readonly [string, string])[]
): Control => ({ kind: 'select', label, path, choices, fallback: choices[0][0] });
const toggle = (label: string, path: string, fallback = true): Control => ({
  kind: 'switch',
  label,
  path,
  fallback,
});
const number = (label: string, path: string, hint = 'auto'): Control => ({
  kind: 'number',
  label,
  path,
  hint,
});

const CALC = select(
  'Value',
  'options.reduce.calc',
  ['lastNotNull', 'Last'],
  ['mean', 'Mean'],
  ['max', 'Highest'],
  ['min', 'Lowest'],
  ['sum', 'Total'],
  ['range', 'Range'],
  ['delta', 'Increase'],
);

const LEGEND: ControlGroup = {
  title: 'Legend',
  controls: [
    select(
      'Shown as',
      'options.legend.mode',
      ['list', 'List'],
      ['table', 'Table'],
      ['hidden', 'Hidden'],
    ),
    select('Place', 'options.legend.placement', ['bottom', 'Below'], ['right', 'Right']),
  ],
};

const GROUPS: Readonly<Partial<Record<PanelKindName, readonly ControlGroup[]>>> = {
  timeseries: [
    {
      title: 'Lines',
      controls: [
        select(
          'Drawn as',
          `${DRAW}.style`,
          ['line', 'Lines'],
          ['bars', 'Bars'],
          ['points', 'Points'],
        ),
        select(
          'Curve',
          `${DRAW}.interpolation`,
          ['linear', 'Straight'],
          ['smooth', 'Smooth'],
          ['stepAfter', 'Step after'],
          ['stepBefore', 'Step before'],
        ),
        number('Width', `${DRAW}.lineWidth`, '1'),
        number('Fill, %', `${DRAW}.fillOpacity`, '0'),
        select(
          'Points',
          `${DRAW}.points`,
          ['auto', 'Where few'],
          ['always', 'Always'],
          ['never', 'Never'],
        ),
        select(
          'Stack',
          `${DRAW}.stacking.mode`,
          ['none', 'No'],
          ['normal', 'Yes'],
          ['percent', 'As shares'],
        ),
        toggle('Draw over gaps', `${DRAW}.spanNulls`, false),
      ],
    },
    {
      title: 'Axis',
      controls: [
        select('Scale', `${DRAW}.scale.type`, ['linear', 'Linear'], ['log', 'Logarithmic']),
        { kind: 'text', label: 'Label', path: `${DRAW}.axis.label` },
        select(
          'Thresholds',
          `${DRAW}.thresholds`,
          ['off', 'Not drawn'],
          ['line', 'Lines'],
          ['dashed', 'Dashed lines'],
          ['area', 'Areas'],
          ['line+area', 'Lines and areas'],
        ),
      ],
    },
    LEGEND,
    {
      title: 'Tooltip',
      controls: [
        select('Shows', 'options.tooltip.mode', ['multi', 'All series'], ['hidden', 'Nothing']),
        select(
          'Sorted',
          'options.tooltip.sort',
          ['desc', 'Largest first'],
          ['asc', 'Smallest first'],
          ['none', 'As they come'],
        ),
      ],
    },
  ],
  stat: [
    {
      title: 'Stat',
      controls: [
        CALC,
        select(
          'Colour',
          'options.color',
          ['value', 'Of the value'],
          ['background', 'Of the background'],
          ['none', 'None'],
        ),
        select('Curve', 'options.graph', ['area', 'Shown'], ['none', 'Hidden']),
        select(
          'Text',
          'options.text',
          ['auto', 'Automatic'],
          ['value', 'Value'],
          ['valueAndName', 'Value and name'],
          ['name', 'Name'],
        ),
      ],
    },
  ],
  gauge: [
    { title: 'Gauge', controls: [CALC, toggle('Show thresholds', 'options.thresholdMarkers')] },
  ],
  bargauge: [
    {
      title: 'Bars',
      controls: [
        CALC,
        select(
          'Looks',
          'options.display',
          ['gradient', 'Gradient'],
          ['basic', 'Plain'],
          ['lcd', 'Lamps'],
        ),
        select('Direction', 'options.orientation', ['auto', 'Across'], ['vertical', 'Upright']),
      ],
    },
  ],
  pie: [
    {
      title: 'Pie',
      controls: [CALC, select('Shape', 'options.shape', ['pie', 'Pie'], ['donut', 'Donut'])],
    },
    LEGEND,
  ],
  table: [{ title: 'Table', controls: [toggle('Header', 'options.header')] }],
  heatmap: [
    {
      title: 'Heatmap',
      controls: [
        select(
          'Colours',
          'options.color.scheme',
          ['blues', 'Blues'],
          ['greens', 'Greens'],
          ['reds', 'Reds'],
          ['GrYlRd', 'Green to red'],
          ['BlPu', 'Blue to purple'],
        ),
        { kind: 'text', label: 'Unit of sizes', path: 'options.y.unit', hint: 's' },
      ],
    },
  ],
  stateTimeline: [
    {
      title: 'States',
      controls: [
        toggle('Join equal states', 'options.merge'),
        number('Height of a row', 'options.rowHeight', '0.85'),
        select('Text', 'options.showValue', ['auto', 'Where there is room'], ['never', 'Never']),
      ],
    },
  ],
  statusHistory: [
    { title: 'States', controls: [number('Height of a row', 'options.rowHeight', '0.85')] },
  ],
  barchart: [
    {
      title: 'Bars',
      controls: [
        { kind: 'text', label: 'Categories from', path: 'options.xField', hint: 'auto' },
        { kind: 'text', label: 'Colours from', path: 'options.colorByField', hint: 'each series' },
        select(
          'Direction',
          'options.orientation',
          ['auto', 'By the shape of the panel'],
          ['vertical', 'Upright'],
          ['horizontal', 'Across'],
        ),
        select(
          'Stack',
          'options.stacking',
          ['none', 'No, side by side'],
          ['normal', 'Yes'],
          ['percent', 'As shares'],
        ),
        select(
          'Values',
          'options.showValue',
          ['auto', 'Where there is room'],
          ['always', 'Always'],
          ['never', 'Never'],
        ),
        number('Width of a group, 0 to 1', 'options.groupWidth', '0.7'),
        number('Width of a bar, 0 to 1', 'options.barWidth', '0.97'),
        number('Turn of the names, degrees', 'options.xLabelRotation', '0'),
      ],
    },
    LEGEND,
  ],
  histogram: [
    {
      title: 'Buckets',
      controls: [
        number('Size of a bucket', 'options.bucketSize'),
        number('Where buckets begin', 'options.bucketOffset', '0'),
        number('At most so many', 'options.bucketCount', '30'),
        toggle('All series together', 'options.combine', false),
        select('Counts', 'options.showValue', ['auto', 'Where there is room'], ['never', 'Never']),
      ],
    },
    LEGEND,
  ],
  text: [
    {
      title: 'Text',
      controls: [
        select(
          'Written in',
          'options.mode',
          ['markdown', 'Markdown'],
          ['html', 'HTML'],
          ['code', 'Plain text'],
        ),
        { kind: 'long', label: 'Content', path: 'options.content' },
      ],
    },
  ],
  alertList: [
    {
      title: 'Alerts',
      controls: [
        { kind: 'text', label: 'Name contains', path: 'options.name' },
        number('At most', 'options.limit', '50'),
      ],
    },
  ],
  dashboardList: [
    {
      title: 'Dashboards',
      controls: [
        toggle('Starred', 'options.starred', false),
        toggle('Recent', 'options.recent', false),
        toggle('Found by words', 'options.search', true),
        { kind: 'text', label: 'Words', path: 'options.query' },
        number('At most', 'options.limit', '12'),
      ],
    },
  ],
};

const VALUES: ControlGroup = {
  title: 'Values',
  controls: [
    {
      kind: 'text',
      label: 'Unit',
      path: 'field.defaults.unit',
      hint: 'short, bytes, s, percentunit …',
    },
    number('Decimals', 'field.defaults.decimals'),
    number('Lowest', 'field.defaults.min'),
    number('Highest', 'field.defaults.max'),
    { kind: 'text', label: 'Where there is no value', path: 'field.defaults.noValue', hint: '–' },
    select(
      'Colours',
      'field.defaults.color.mode',
      ['palette', 'By order'],
      ['byName', 'By name'],
      ['thresholds', 'By thresholds'],
      ['continuous', 'Green to red'],
    ),
  ],
};

const TIME: ControlGroup = {
  title: 'Time',
  controls: [
    { kind: 'text', label: 'Another range', path: 'time.from', hint: '6h, now/d …' },
    { kind: 'text', label: 'Earlier by', path: 'time.shift', hint: '1d, 1w …' },
    toggle('Keep the title silent about it', 'time.hideNote', false),
  ],
};

/** What can be set for a panel, in the order of a form. */
export function controlsOf({ kind, queries }: Panel): readonly ControlGroup[] {
  return [...(GROUPS[kind] ?? []), ...(queries ? [VALUES, TIME] : [])];
}

/** The value at a path of a panel. */
export function valueAt(panel: Panel, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], panel);
}

/** The panel with another value at a path; undefined takes it out. */
export function withValue<T>(target: T, path: string, value: unknown): T {
  const [key, ...rest] = path.split('.');
  const parts = (target ?? {}) as Record<string, unknown>;
  const changed = rest.length > 0 ? withValue(parts[key] ?? {}, rest.join('.'), value) : value;
  const { [key]: before, ...others } = parts;
  if (before === changed) return target;
  return (changed === undefined ? others : { ...parts, [key]: changed }) as T;
}
