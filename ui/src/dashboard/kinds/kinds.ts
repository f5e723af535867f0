import type { PanelKindName } from '../model';
import { BarChart } from './barchart/BarChart';
import { BarGauge } from './bargauge/BarGauge';
import { Gauge } from './gauge/Gauge';
import { Heatmap } from './heatmap/Heatmap';
import { Histogram } from './histogram/Histogram';
import type { PanelKind } from './kind';
import { AlertList } from './lists/AlertList';
import { DashboardList } from './lists/DashboardList';
import { Pie } from './pie/Pie';
import { Placeholder } from './Placeholder';
import { Stat } from './stat/Stat';
import { StateTimeline, StatusHistory } from './states/States';
import { Table } from './table/Table';
import { Text } from './text/Text';
import { TimeSeries } from './timeseries/TimeSeries';

const WIDE = { w: 12, h: 8 };
const SMALL = { w: 6, h: 5 };
const LEVELS = {
  thresholds: {
    mode: 'absolute',
    steps: [
      { value: null, color: 'green' },
      { value: 80, color: 'red' },
    ],
  },
} as const;
const PLAIN = { options: {}, field: { defaults: {}, overrides: [] } };
const JUDGED = {
  options: { reduce: { calc: 'lastNotNull' } },
  field: { defaults: { color: { mode: 'thresholds' }, ...LEVELS }, overrides: [] },
} as const;

/** All kinds of panels: the one place that lists them. */
export const KINDS: Readonly<Record<PanelKindName, PanelKind>> = {
  timeseries: {
    title: 'Time series',
    hint: 'Lines, bars or points over time',
    data: 'series',
    size: WIDE,
    initial: {
      options: { legend: { mode: 'list', placement: 'bottom', calcs: [] } },
      field: { defaults: { draw: { lineWidth: 1.5, fillOpacity: 8 } }, overrides: [] },
    },
    Picture: TimeSeries,
  },
  stat: {
    title: 'Stat',
    hint: 'Large numbers with their recent course',
    data: 'series',
    size: SMALL,
    initial: JUDGED,
    isFigures: true,
    Picture: Stat,
  },
  gauge: {
    title: 'Gauge',
    hint: 'How far a value is between its ends',
    data: 'series',
    size: { w: 6, h: 6 },
    initial: JUDGED,
    isFigures: true,
    Picture: Gauge,
  },
  bargauge: {
    title: 'Bar gauge',
    hint: 'A bar for each value',
    data: 'series',
    size: { w: 8, h: 8 },
    initial: JUDGED,
    isFigures: true,
    Picture: BarGauge,
  },
  table: {
    title: 'Table',
    hint: 'Rows and columns to sort and search',
    data: 'newest',
    size: WIDE,
    initial: PLAIN,
    Picture: Table,
  },
  pie: {
    title: 'Pie',
    hint: 'Parts of a whole',
    data: 'series',
    size: { w: 8, h: 8 },
    initial: {
      options: { shape: 'donut', legend: { mode: 'table', placement: 'right' } },
      field: { defaults: {}, overrides: [] },
    },
    Picture: Pie,
  },
  heatmap: {
    title: 'Heatmap',
    hint: 'How often each size occurs, from histograms',
    data: 'series',
    size: WIDE,
    initial: PLAIN,
    Picture: Heatmap,
  },
  stateTimeline: {
    title: 'State timeline',
    hint: 'What state something was in, and for how long',
    data: 'series',
    size: WIDE,
    initial: JUDGED,
    Picture: StateTimeline,
  },
  statusHistory: {
    title: 'Status history',
    hint: 'The state at each point',
    data: 'series',
    size: WIDE,
    initial: JUDGED,
    Picture: StatusHistory,
  },
  text: {
    title: 'Text',
    hint: 'Words and links, in Markdown',
    data: 'none',
    size: SMALL,
    initial: { options: { mode: 'markdown', content: 'Write **here**.' } },
    Picture: Text,
  },
  alertList: {
    title: 'Alert list',
    hint: 'What is firing now',
    data: 'none',
    size: { w: 8, h: 8 },
    initial: { options: { show: ['firing', 'pending'] } },
    Picture: AlertList,
  },
  dashboardList: {
    title: 'Dashboard list',
    hint: 'Ways to other boards',
    data: 'none',
    size: { w: 8, h: 8 },
    initial: { options: { starred: true, recent: true, search: false } },
    Picture: DashboardList,
  },
  barchart: {
    title: 'Bar chart',
    hint: 'Values by name, label or time',
    data: 'newest',
    size: WIDE,
    initial: PLAIN,
    Picture: BarChart,
  },
  histogram: {
    title: 'Histogram',
    hint: 'How often values of each size occur',
    data: 'series',
    size: WIDE,
    initial: PLAIN,
    Picture: Histogram,
  },
  placeholder: {
    title: 'Placeholder',
    hint: 'Stands for a panel from elsewhere',
    data: 'none',
    size: WIDE,
    initial: PLAIN,
    Picture: Placeholder,
  },
};
