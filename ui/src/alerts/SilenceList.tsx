import { useSignal } from '@preact/signals';
import { SearchField } from './SearchField';
import { expireSilence, listSilences, type Silence, type SilenceState } from './api';
import { Choice } from './Choice';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { inputText } from '../time/range';
import { matchersText } from './matchers';
import { SilenceForm } from './SilenceForm';

/** What the form is open for: nothing, a new silence, or one that is changed. */
type Editing = null | 'new' | Silence;

const STEP = 200;

/** The server gives no more at once. */
const MOST = 1_000;

/** What is kept quiet, by whom and until when. */
export function SilenceList() {
  const filter = useSignal('');
  const state = useSignal<SilenceState | 'all'>('all');
  const limit = useSignal(STEP);
  const answer = useAnswer(
    () => listSilences(filter.value, state.value, limit.value),
    [filter.value, state.value, limit.value],
  );
  const { silences, counts } = answer.value.value ?? {};
  const total = counts ? counts.active + counts.pending + counts.expired : 0;
  const wanted = !counts || state.value === 'all' ? total : counts[state.value];
  const isFiltered = filter.value.trim() !== '';
  const problem = useSignal('');
  const editing = useSignal<Editing>(null);
  const close = () => (editing.value = null);
  const end = (id: string) =>
    expireSilence(id).then(answer.refresh, (error: Error) => (problem.value = error.message));
  return (
    <section aria-label="Silences">
      {(total > 0 || isFiltered) && (
        <>
          <SearchField
            label="Filter by matchers"
            placeholder='Filter: alertname="DiskFull"'
            text={filter}
            changed={() => (limit.value = STEP)}
          />
          <div class="alerts-bar">
            <Choice
              label="State"
              values={[
                ['all', `All ${total}`],
                ['active', `Active ${counts?.active ?? 0}`],
                ['pending', `Pending ${counts?.pending ?? 0}`],
                ['expired', `Expired ${counts?.expired ?? 0}`],
              ]}
              chosen={state.value}
              choose={(value) => {
                state.value = value;
                limit.value = STEP;
              }}
            />
          </div>
        </>
      )}
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
      {silences?.length === 0 && total > 0 && (
        <Nothing title="No silence in this state">There are some in others.</Nothing>
      )}
      {total === 0 && silences && isFiltered && (
        <Nothing title="No silence matches">Those there are name other labels.</Nothing>
      )}
      {total === 0 && silences && !isFiltered && (
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
            {silences?.map((silence) => (
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
      {silences && silences.length < wanted && (
        <p class="more-rows">
          {limit.value < MOST && (
            <button type="button" class="button" onClick={() => (limit.value += STEP)}>
              Show more
            </button>
          )}
          <span class="hint">
            {silences.length} of {wanted}
            {limit.value < MOST ? '' : ': a filter finds the others'}
          </span>
        </p>
      )}
    </section>
  );
}

/** What the form begins with: one that has ended is made anew. */
function changeOf({ id, status, matchers, comment, endsAt }: Silence) {
  if (status.state === 'expired') return { matchers, comment };
  const hours = (Date.parse(endsAt) - Date.now()) / 3_600_000;
  return { matchers, comment, hours: Math.max(0.1, Math.round(hours * 10) / 10), id };
}
