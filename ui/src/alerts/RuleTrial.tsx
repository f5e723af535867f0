import { useSignal } from '@preact/signals';
import { type Trial, tryRule } from './api';
import { Labels } from './Labels';
import { Problem } from './Problem';

const EXAMPLE = `alert: HostBusy
expr: node_load1 > 4
for: 5m
labels: {severity: warning}`;

/** A rule that is tried on the past before it pages anyone. */
export function RuleTrial() {
  const rule = useSignal(EXAMPLE);
  const days = useSignal(7);
  const trial = useSignal<Trial | null>(null);
  const problem = useSignal('');
  const isRunning = useSignal(false);
  const run = () => {
    isRunning.value = true;
    tryRule(rule.value, days.value)
      .then(
        (answer) => {
          trial.value = answer;
          problem.value = '';
        },
        (error: Error) => (problem.value = error.message),
      )
      .finally(() => (isRunning.value = false));
  };
  return (
    <section aria-label="Try a rule">
      <textarea
        class="rule-text"
        aria-label="Rule"
        rows={8}
        spellcheck={false}
        value={rule.value}
        onInput={(event) => (rule.value = event.currentTarget.value)}
      />
      <div class="rule-run">
        <label>
          Days
          <input
            type="number"
            min="1"
            max="90"
            value={days.value}
            onInput={(event) => (days.value = Number(event.currentTarget.value))}
          />
        </label>
        <button type="button" class="button is-primary" disabled={isRunning.value} onClick={run}>
          Try it
        </button>
      </div>
      <Problem text={problem.value} />
      {trial.value && (
        <>
          <p role="status">It {trial.value.sentence}.</p>
          <table class="alerts-table">
            <tbody>
              {trial.value.episodes.map((episode, index) => (
                <tr key={index}>
                  <td>{new Date(episode.activeAt * 1000).toLocaleString()}</td>
                  <td>{episode.firedAt === null ? 'only pending' : 'fired'}</td>
                  <td>{lengthOf(episode.activeAt, episode.endedAt)}</td>
                  <td>
                    <Labels labels={episode.labels} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
    </section>
  );
}

function lengthOf(from: number, to: number | null): string {
  return to === null ? 'goes on' : `${Math.round((to - from) / 6) / 10} min`;
}
