import { useEffect } from 'preact/hooks';
import type { Frame } from '../../../data/frame';
import { isInstant } from '../../kinds/read';
import { useFrame } from '../../kinds/useFigures';
import type { Panel } from '../../model';
import { usePanelData } from '../../panelFeed';
import type { BoardScope } from '../../scope';
import { tablesOf } from '../../transforms/table';
import { transform } from '../../transforms/transforms';

/** A column that a step can choose. */
export interface ColumnName {
  readonly name: string;
  readonly isNumber: boolean;
}

/** The columns that each transformation of a panel is given. */
export function useColumnNames(
  panel: Panel,
  scope: BoardScope,
): readonly (readonly ColumnName[])[] {
  // The preview asks the same, so this costs no second view.
  const { feed } = usePanelData(panel, scope);
  useEffect(() => {
    feed.isSeen.value = true;
  }, [feed]);
  const names = useFrame(feed, [panel], (frame) => columnNames(panel, frame));
  return names.value ?? [];
}

export function columnNames(panel: Panel, frame: Frame): readonly (readonly ColumnName[])[] {
  const { queries = [], transforms = [] } = panel;
  const given = tablesOf(frame, queries, isInstant(panel));
  return transforms.map((_, index) => {
    const { tables } = transform(given, transforms.slice(0, index));
    const columns = tables.flatMap((table) => table.columns);
    const isNumber = new Map(columns.map(({ name, type }) => [name, type === 'number']));
    return [...isNumber].map(([name, number]) => ({ name, isNumber: number }));
  });
}
