import { useSignal } from '@preact/signals';
import { usePage } from '../../app/page';
import { useEdited } from '../editContext';
import { KINDS } from '../kinds/kinds';
import * as changes from './changes';
import { KindDialog } from './KindDialog';
import { SaveDialog } from './SaveDialog';

/** The name of the edited panel, and the ways on from it. */
export function EditorBar() {
  const { location } = usePage();
  const { session, element } = useEdited();
  const { log, isDirty } = session;
  const overlay = useSignal<'kinds' | 'save' | null>(null);
  const close = () => (overlay.value = null);
  const { title, elements } = log.value.value.spec;
  const panel = elements[element];
  const leave = () => location.set({ element: null });
  return (
    <div class="board-bar">
      <h1>
        <span class="hint">{title} / </span>
        {panel.title || KINDS[panel.kind].title}
      </h1>
      <div class="board-bar-space" />
      <button type="button" class="button" disabled={!log.canUndo.value} onClick={() => log.undo()}>
        Undo
      </button>
      <button type="button" class="button" disabled={!log.canRedo.value} onClick={() => log.redo()}>
        Redo
      </button>
      <button
        type="button"
        class="button"
        onClick={() => {
          log.run('remove a panel', changes.removePanel(element));
          leave();
        }}
      >
        Remove
      </button>
      <button type="button" class="button" onClick={() => (overlay.value = 'kinds')}>
        Add another
      </button>
      <button type="button" class="button" onClick={leave}>
        Back to the board
      </button>
      <button
        type="button"
        class="button is-primary"
        disabled={!isDirty.value}
        onClick={() => (overlay.value = 'save')}
      >
        Save
      </button>
      {overlay.value === 'save' && (
        <SaveDialog
          session={session}
          close={close}
          done={() => location.set({ edit: null, element: null })}
        />
      )}
      {overlay.value === 'kinds' && (
        <KindDialog
          close={close}
          addRow={() => {
            log.run('add a row', changes.addRow('New row'));
            leave();
          }}
          choose={(kind) => {
            const added = changes.freeElement(log.value.peek());
            log.run('add a panel', changes.addPanel(added, changes.newPanel(kind)));
            location.set({ element: added });
          }}
        />
      )}
    </div>
  );
}
