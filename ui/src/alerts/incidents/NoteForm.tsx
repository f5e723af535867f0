import { useSignal } from '@preact/signals';
import { person } from '../person';
import { Problem } from '../Problem';
import { addNote } from './api';

/** Adds a line to the story of an incident. */
export function NoteForm({ number, added }: { number: number; added: () => void }) {
  const note = useSignal('');
  const problem = useSignal('');
  const submit = (event: Event) => {
    event.preventDefault();
    addNote(number, person.nameOrSomebody, note.value).then(
      () => {
        note.value = '';
        problem.value = '';
        added();
      },
      (error: Error) => (problem.value = error.message),
    );
  };
  return (
    <form class="note-form" onSubmit={submit}>
      <input
        required
        aria-label="Note"
        placeholder="What did you find?"
        value={note.value}
        onInput={(event) => (note.value = event.currentTarget.value)}
      />
      <button type="submit" class="button">
        Add note
      </button>
      <Problem text={problem.value} />
    </form>
  );
}
