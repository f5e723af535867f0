import type { GridItem, Panel, Repeat } from '../model';
import type { ChosenByName } from '../variables/interpolate';
import { COLUMNS, risen } from './grid';

/** One value that a repeated panel or row stands for. */
export interface Turn {
  readonly variable: string;
  readonly value: string;
  readonly text: string;
}

/** A place on the grid, once for each turn of a repeated panel. */
export interface Placed extends GridItem {
  /** Unlike the element unique among the copies of a panel. */
  readonly key: string;
  readonly turn: Turn | null;
}

const MOST_PER_ROW = 4;

/** The turns of a repetition; none where its variable is not known. */
export function turnsOf(repeat: Repeat | undefined, chosen: ChosenByName | null): readonly Turn[] {
  const variable = repeat ? chosen?.[repeat.variable] : undefined;
  if (!repeat || !variable) return [];
  const hasTexts = !variable.isAll && variable.texts.length === variable.values.length;
  return variable.values.map((value, index) => ({
    variable: repeat.variable,
    value,
    text: hasTexts ? variable.texts[index] : value,
  }));
}

/**
 * Puts a copy of each repeated panel beside or below the other; what is below moves down. Then all
 * rises as far as there is room: boards from elsewhere are saved with gaps that nobody has seen.
 */
export function spread(
  items: readonly GridItem[],
  elements: Readonly<Record<string, Panel>>,
  chosen: ChosenByName | null,
): readonly Placed[] {
  const placed: Placed[] = [];
  let shift = 0;
  let shiftedFrom = 0;
  const ordered = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  for (const item of ordered) {
    const repeat = elements[item.element]?.repeat;
    const turns = turnsOf(repeat, chosen);
    const y = item.y + (item.y >= shiftedFrom ? shift : 0);
    if (turns.length === 0) {
      placed.push({ ...item, y, key: item.element, turn: null });
      continue;
    }
    const isDown = repeat!.direction === 'vertical';
    const perRow = isDown ? 1 : Math.min(turns.length, repeat!.maxPerRow ?? MOST_PER_ROW);
    const w = isDown ? item.w : Math.max(1, Math.floor(COLUMNS / perRow));
    turns.forEach((turn, index) =>
      placed.push({
        ...item,
        x: isDown ? item.x : (index % perRow) * w,
        y: y + Math.floor(index / perRow) * item.h,
        w,
        key: index === 0 ? item.element : `${item.element}~${turn.value}`,
        turn,
      }),
    );
    shift += (Math.ceil(turns.length / perRow) - 1) * item.h;
    shiftedFrom = item.y + item.h;
  }
  return risen(placed.sort((a, b) => a.y - b.y));
}
