import type { Frame, Series } from '../../data/frame';
import type { Labels } from '../../live/frames';
import { commonLabels, legendOf, resolveField } from '../fields/resolve';
import type { FieldOptions, Panel } from '../model';
import type { BoardScope } from '../scope';

/** A series with its name and the options that hold for it. */
export interface NamedSeries {
  readonly series: Series;
  readonly name: string;
  readonly field: FieldOptions;
}

/** Names the series of a frame as legends show them, and finds their options. */
export function nameSeries(panel: Panel, frame: Frame, scope: BoardScope): NamedSeries[] {
  const common = commonLabels(frame.series.map(({ labels }) => labels));
  return frame.series.map((series) => {
    const query = panel.queries?.find(({ ref }) => ref === series.ref);
    const legend = series.name ?? scope.text(legendOf(query, series.labels, common));
    const field = resolveField(panel.field, {
      name: legend,
      ref: series.ref,
      type: 'number',
      values: series.values,
    });
    return { series, field, name: displayName(field, legend, series.labels, scope) };
  });
}

/** The name that options give a field, which may be made of its labels. */
export function displayName(
  { displayName: wanted }: FieldOptions,
  name: string,
  labels: Labels,
  scope: BoardScope,
): string {
  return wanted ? scope.text(wanted, fieldMacros(name, labels)) || name : name;
}

/** What `${__field.name}` and `${__field.labels.x}` stand for. */
export function fieldMacros(name: string, labels: Labels): Record<string, string> {
  return {
    '__field.name': name,
    '__field.displayName': name,
    '__series.name': name,
    __series_name: name,
    __cell_0: name,
    '__field.labels': Object.values(labels).join(' '),
    ...Object.fromEntries(
      Object.entries(labels).map(([label, value]) => [`__field.labels.${label}`, value]),
    ),
  };
}
