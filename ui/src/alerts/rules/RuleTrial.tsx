import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Labels } from '../../app/Labels';
import { Problem } from '../Problem';
import { type Trial, tryGroup } from './api';
import { type RuleDraft, ruleOf } from './draft';
import { inputText } from '../../time/range';

interface RuleTrialProps {
  readonly draft: RuleDraft;
  /** How often a trial was asked for elsewhere. */
  readonly asked: number;
}

/** The rule is tried on the past before it pages anyone. */
export function RuleTrial({ draft, asked }: RuleTrialProps) {
  const days = useSignal(7);
  const trial = useSignal<Trial | null>(null);
  const problem = useSignal('');
  const isRunning = useSignal(false);
  const run = () => {
    if (isRunning.value) return;
    isRunning.value = true;
    const group = { ...(draft.interval && { interval: draft.interval }), rules: [ruleOf(draft)] };
    tryGroup(draft.group || 'trial', group, days.value)
      .then(
        (answer) => {
          trial.value = answer;
          problem.value = '';
        },
        (error: Error) => {
          trial.value = null;
          problem.value = error.message;
        },
      )
      .finally(() => (isRunning.value = false));
  };
  useEffect(() => {
    if (asked > 0) run();
  }, [asked]);
  if (draft.kind === 'record') return null;
  return (
    <section aria-label="Try the rule" class="alert-group">
      <header>
        <h2>Try it on the past</h2>
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
          <button type="button" class="button" disabled={isRunning.value} onClick={run}>
            Try it
          </button>
        </div>
      </header>
      <Problem text={problem.value} />
      {trial.value && (
        <>
          <p role="status">It {trial.value.sentence}.</p>
          <div class="alerts-scroll">
            <table class="alerts-table">
              <tbody>
                {trial.value.episodes.map((episode, index) => (
                  <tr key={index}>
                    <td>{inputText(episode.activeAt * 1_000)}</td>
                    <td>{episode.firedAt === null ? 'only pending' : 'fired'}</td>
                    <td>{lengthOf(episode.activeAt, episode.endedAt)}</td>
                    <td>
                      <Labels labels={episode.labels} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </section>
  );
}

function lengthOf(from: number, to: number | null): string {
  return to === null ? 'goes on' : `${Math.round((to - from) / 6) / 10} min`;
}
