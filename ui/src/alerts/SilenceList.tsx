import { useSignal } from '@preact/signals';
import { expireSilence, listSilences, type Silence } from './api';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { inputText } from '../time/range';
import { matchersText } from './matchers';
import { SilenceForm } from './SilenceForm';

/** What the form is open for: nothing, a new silence, or one that is changed. */
type Editing = null | 'new' | Silence;

/** What is kept quiet, by whom and until when. */
export function SilenceList() {
  const answer = useAnswer(listSilences, []);
  const problem = useSignal('');
  const editing = useSignal<Editing>(null);
  const close = () => (editing.value = null);
  const end = (id: string) =>
    expireSilence(id).then(answer.refresh, (error: Error) => (problem.value = error.message));
  return (
    <section aria-label="Silences">
      <Problem text={problem.value || answer.problem.value} />
      {editing.value === null ? (
        <p class="silence-new">
          <button type="button" class="button is-primary" onClick={() => (editing.value = 'new')}>
            New silence
          </button>
        </p>
      ) : (
        <SilenceForm
          key={editing.value === 'new' ? '' : editing.value.id}
          {...(editing.value === 'new' ? { matchers: [] } : changeOf(editing.value))}
          close={close}
          done={() => {
            close();
            answer.refresh();
          }}
        />
      )}
      {answer.value.value?.length === 0 && (
        <Nothing
          title="Nothing is kept quiet"
          steps={{
            'See the alerts': '/alerts?part=alerts',
            'Plan maintenance': '/alerts?part=maintenance',
          }}
        >
          What is silenced stays in the list of alerts, and nobody is told of it; maintenance is
          planned ahead.
        </Nothing>
      )}
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {answer.value.value?.map((silence) => (
              <tr key={silence.id}>
                <td>{silence.status.state}</td>
                <th scope="row">{matchersText(silence.matchers)}</th>
                <td>
                  {silence.comment} ({silence.createdBy})
                </td>
                <td>until {inputText(Date.parse(silence.endsAt))}</td>
                <td>
                  <span class="silence-actions">
                    {silence.status.state === 'expired' ? (
                      <button
                        type="button"
                        class="button"
                        onClick={() => (editing.value = silence)}
                      >
                        Again
                      </button>
                    ) : (
                      <>
                        <button
                          type="button"
                          class="button"
                          onClick={() => (editing.value = silence)}
                        >
                          Change
                        </button>
                        <button type="button" class="button" onClick={() => end(silence.id)}>
                          End
                        </button>
                      </>
                    )}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** What the form begins with: one that has ended is made anew. */
function changeOf({ id, status, matchers, comment, endsAt }: Silence) {
  if (status.state === 'expired') return { matchers, comment };
  const hours = (Date.parse(endsAt) - Date.now()) / 3_600_000;
  return { matchers, comment, hours: Math.max(0.1, Math.round(hours * 10) / 10), id };
}
