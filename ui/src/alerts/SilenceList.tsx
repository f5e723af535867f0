import { useSignal } from '@preact/signals';
import { expireSilence, listSilences, type Silence } from './api';
import { Nothing } from '../app/Nothing';
import { Problem } from './Problem';
import { useAnswer } from '../data/useAnswer';
import { inputText } from '../time/range';

/** What is kept quiet, by whom and until when. */
export function SilenceList() {
  const answer = useAnswer(listSilences, []);
  const problem = useSignal('');
  const end = (id: string) =>
    expireSilence(id).then(answer.refresh, (error: Error) => (problem.value = error.message));
  return (
    <section aria-label="Silences">
      <Problem text={problem.value || answer.problem.value} />
      {answer.value.value?.length === 0 && (
        <Nothing
          title="Nothing is kept quiet"
          steps={{
            'See the alerts': '/alerts?part=alerts',
            'Plan maintenance': '/alerts?part=maintenance',
          }}
        >
          A silence begins at the alert that it is for; maintenance is planned ahead.
        </Nothing>
      )}
      <div class="alerts-scroll">
        <table class="alerts-table">
          <tbody>
            {answer.value.value?.map((silence) => (
              <tr key={silence.id}>
                <td>{silence.status.state}</td>
                <th scope="row">{silence.matchers.map(matcherText).join(', ')}</th>
                <td>
                  {silence.comment} ({silence.createdBy})
                </td>
                <td>until {inputText(Date.parse(silence.endsAt))}</td>
                <td>
                  {silence.status.state !== 'expired' && (
                    <button type="button" class="button" onClick={() => end(silence.id)}>
                      End
                    </button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function matcherText({ name, value, isRegex, isEqual }: Silence['matchers'][number]): string {
  return `${name}${isEqual ? '=' : '!'}${isRegex ? '~' : isEqual ? '' : '='}"${value}"`;
}
