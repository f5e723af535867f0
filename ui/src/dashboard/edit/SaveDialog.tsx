import { useSignal } from '@preact/signals';
import { Dialog } from '../../app/Dialog';
import { usePage } from '../../app/page';
import * as changes from './changes';
import type { BoardSession } from './session';

interface SaveDialogProps {
  readonly session: BoardSession;
  readonly close: () => void;
  /** Called once the board is stored. */
  readonly done: () => void;
}

/** Asks why, and stores the board. */
export function SaveDialog({ session, close, done }: SaveDialogProps) {
  const { location } = usePage();
  const message = useSignal('');
  const problem = useSignal('');
  const isSaving = useSignal(false);
  const { title } = session.log.value.value.spec;
  const wasNew = session.isNew;
  const save = async (event: Event) => {
    event.preventDefault();
    if (isSaving.value) return;
    isSaving.value = true;
    problem.value = '';
    try {
      const isStored = await session.save(message.value.trim());
      close();
      if (isStored) {
        if (wasNew) location.set({ new: null, folder: null }, 'replace');
        done();
      }
    } catch (error) {
      problem.value = (error as Error).message;
      isSaving.value = false;
    }
  };
  return (
    <Dialog label="Save the board" className="form-dialog" close={close}>
      <form onSubmit={save}>
        <h2>{wasNew ? 'Save the new board' : 'Save the board'}</h2>
        {wasNew && (
          <label>
            Name
            <input
              type="text"
              required
              autoFocus
              value={title}
              onInput={(event) =>
                session.log.run(
                  'rename the board',
                  changes.setSpec({ title: event.currentTarget.value }),
                  'title',
                )
              }
            />
          </label>
        )}
        <label>
          What has changed, and why (optional)
          <input
            type="text"
            autoFocus={!wasNew}
            value={message}
            onInput={(event) => (message.value = event.currentTarget.value)}
          />
        </label>
        {problem.value && (
          <p class="form-problem" role="alert">
            {problem.value}
          </p>
        )}
        <div class="form-buttons">
          <button type="button" class="button" onClick={close}>
            Cancel
          </button>
          <button
            type="submit"
            class="button is-primary"
            disabled={isSaving.value || !title.trim()}
          >
            Save
          </button>
        </div>
      </form>
    </Dialog>
  );
}
