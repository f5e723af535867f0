import type { Palette } from '../../../chart/palette';
import { seriesColor, show } from '../../fields/display';
import type { NamedSeries } from '../naming';

/** A time during which a series had one value. */
export interface StateSpan {
  readonly from: number;
  readonly to: number;
  readonly text: string;
  readonly color: string;
}

export interface StateRow {
  readonly name: string;
  readonly spans: readonly StateSpan[];
}

/**
 * The states of each series over time. Equal neighbours become one span if merged; a point holds
 * until the next one, an absent value ends a span.
 */
export function statesOf(
  named: readonly NamedSeries[],
  times: Float64Array,
  step: number,
  isMerged: boolean,
  palette: Palette,
): readonly StateRow[] {
  return named.map(({ name, series, field }) => {
    const colors = new Map<string, string>();
    const spans: StateSpan[] = [];
    const states = new Map<number, Pick<StateSpan, 'text' | 'color'>>();
    const stateOf = (value: number) => {
      let state = states.get(value);
      if (!state) {
        const { text, color } = show(value, field, palette);
        const own = color ?? colors.get(text) ?? seriesColor(text, colors.size, undefined, palette);
        colors.set(text, own);
        states.set(value, (state = { text, color: own }));
      }
      return state;
    };
    for (let row = 0; row < times.length; row++) {
      if (Number.isNaN(series.values[row])) continue;
      const state = stateOf(series.values[row]);
      const last = spans.at(-1);
      const goesOn = isMerged && last?.to === times[row] && last.text === state.text;
      const to = times[row] + step;
      if (goesOn) spans[spans.length - 1] = { ...last, to };
      else spans.push({ from: times[row], to, ...state });
    }
    return { name, spans };
  });
}
