import type { TimeSeriesPlot } from '../../../panels/plot';
import { LegendTable } from '../LegendTable';
import { Omitted } from '../Omitted';

/** The series of a graph; a click shows one alone, with Ctrl or Shift hides it. */
export function FieldLegend({ plot, isTable }: { plot: TimeSeriesPlot; isTable: boolean }) {
  const omitted = plot.omitted.value;
  return (
    <>
      <LegendTable
        rows={plot.legend.value}
        calculations={plot.model.calculations}
        isTable={isTable}
        click={(name, isToggle) => (isToggle ? plot.toggle(name) : plot.isolate(name))}
      />
      <Omitted count={omitted} what="series" />
    </>
  );
}
