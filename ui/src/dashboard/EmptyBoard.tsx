import { usePage } from '../app/page';
import * as changes from './edit/changes';
import type { BoardSession } from './edit/session';
import { KINDS } from './kinds/kinds';
import type { PanelKindName } from './model';

const FIRST: readonly PanelKindName[] = [
  'timeseries',
  'stat',
  'table',
  'gauge',
  'bargauge',
  'barchart',
  'pie',
  'text',
];

interface EmptyBoardProps {
  readonly session: BoardSession;
  readonly isEditing: boolean;
}

/** A board without panels: what to do next. */
export function EmptyBoard({ session, isEditing }: EmptyBoardProps) {
  const { location } = usePage();
  const add = (kind: PanelKindName) => {
    const element = changes.freeElement(session.log.value.peek());
    session.log.run('add a panel', changes.addPanel(element, changes.newPanel(kind)));
    location.set({ edit: '', element });
  };
  if (!isEditing) {
    return (
      <div class="stand-in is-page">
        <h2>There is nothing on this board yet</h2>
        <button type="button" class="button is-primary" onClick={() => location.set({ edit: '' })}>
          Edit it
        </button>
      </div>
    );
  }
  return (
    <div class="empty-board">
      <h2>Begin with a panel</h2>
      <p>Choose how the first figure is to be shown. It can be changed at any time.</p>
      <div class="kind-choices">
        {FIRST.map((kind) => (
          <button type="button" key={kind} onClick={() => add(kind)}>
            <strong>{KINDS[kind].title}</strong>
            <span>{KINDS[kind].hint}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
