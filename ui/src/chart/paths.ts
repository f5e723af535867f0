import type uPlot from 'uplot';

/**
 * Draws a line that stops where values are absent (NaN), and the area between it and `base`, or the
 * zero line where there is none. Stacked areas meet without covering each other, so their colours
 * stay what the legend says.
 */
export function linePaths(base: Float64Array | null, hasArea: boolean): uPlot.Series.PathBuilder {
  return (plot, seriesIndex, first, last) => {
    const times = plot.data[0] as unknown as Float64Array;
    const values = plot.data[seriesIndex] as unknown as Float64Array;
    const stroke = new Path2D();
    const fill = new Path2D();
    const x = (row: number) => plot.valToPos(times[row], 'x', true);
    const y = (value: number) => plot.valToPos(value, 'y', true);

    for (let row = first; row <= last; row++) {
      if (!Number.isFinite(values[row])) continue;
      const begin = row;
      while (row < last && Number.isFinite(values[row + 1])) row++;
      drawRun(begin, row);
    }
    return { stroke, fill: hasArea ? fill : null, flags: 1 };

    function drawRun(begin: number, end: number): void {
      if (begin === end) {
        // A single point between gaps has no line; a short dash keeps it visible.
        const at = x(begin);
        stroke.moveTo(at - 1.5 * devicePixelRatio, y(values[begin]));
        stroke.lineTo(at + 1.5 * devicePixelRatio, y(values[begin]));
        return;
      }
      stroke.moveTo(x(begin), y(values[begin]));
      fill.moveTo(x(begin), y(values[begin]));
      for (let row = begin + 1; row <= end; row++) {
        stroke.lineTo(x(row), y(values[row]));
        fill.lineTo(x(row), y(values[row]));
      }
      if (base) {
        for (let row = end; row >= begin; row--) fill.lineTo(x(row), y(base[row]));
      } else {
        fill.lineTo(x(end), y(0));
        fill.lineTo(x(begin), y(0));
      }
      fill.closePath();
    }
  };
}
