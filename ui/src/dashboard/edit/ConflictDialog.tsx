import { useSignal } from '@preact/signals';
import { Dialog } from '../../app/Dialog';
import type { Conflict } from '../api';
import { settle } from './merge';
import { placeText } from './place';
import type { BoardSession } from './session';

interface ConflictDialogProps {
  readonly session: BoardSession;
  readonly conflict: Conflict;
}

/** Two edits of one board: what clashes is decided here, everything else is in already. */
export function ConflictDialog({ session, conflict }: ConflictDialogProps) {
  const theirs = useSignal<ReadonlySet<string>>(new Set());
  const problem = useSignal('');
  const { current, conflicts, merged } = conflict;
  const author = current.metadata.updatedBy ?? 'Somebody else';
  const placeOf = (path: string) => placeText(merged.spec, path.replace('/spec', ''));
  const choose = (path: string, isTheirs: boolean) => {
    const chosen = new Set(theirs.value);
    if (isTheirs) chosen.add(path);
    else chosen.delete(path);
    theirs.value = chosen;
  };
  const save = async () => {
    const settled = settle(
      merged,
      conflicts.filter(({ path }) => theirs.value.has(path)),
    );
    session.takeMerge(settled);
    try {
      await session.save('merge of two edits');
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <Dialog
      label="Two edits of this board"
      className="form-dialog is-wide"
      close={() => (session.conflict.value = null)}
    >
      <h2>Somebody else has saved this board</h2>
      <p>
        {`${author} saved version ${current.metadata.version}. `}
        {conflicts.length === 0
          ? 'The two edits are about different things and fit together.'
          : 'Where both edits touch the same thing, choose which one is to stand.'}
      </p>
      <ul class="clashes">
        {conflicts.map((clash) => (
          <li key={clash.path}>
            <span class="clash-place">{placeOf(clash.path)}</span>
            <div role="radiogroup" aria-label={placeOf(clash.path)}>
              {[false, true].map((isTheirs) => (
                <label key={String(isTheirs)}>
                  <input
                    type="radio"
                    name={clash.path}
                    checked={theirs.value.has(clash.path) === isTheirs}
                    onChange={() => choose(clash.path, isTheirs)}
                  />
                  <span>
                    <strong>{isTheirs ? 'Theirs' : 'Mine'}</strong>
                    <code>{valueText(isTheirs ? clash.theirs : clash.yours)}</code>
                  </span>
                </label>
              ))}
            </div>
          </li>
        ))}
      </ul>
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="form-buttons">
        <button type="button" class="button" onClick={() => (session.conflict.value = null)}>
          Go on editing
        </button>
        <button type="button" class="button is-primary" onClick={() => void save()}>
          Save both
        </button>
      </div>
    </Dialog>
  );
}

function valueText(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (value === null || text === undefined) return 'not there';
  return text.length > 160 ? `${text.slice(0, 160)}…` : text;
}
