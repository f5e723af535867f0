import '../people.css';
import { useSignal } from '@preact/signals';
import { LogOnlyNote } from '../LogOnlyNote';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { lengthText } from '../../time/length';
import { listPacks, type Pack, switchPack } from './api';
import { counted } from '../../units/counted';

const REFRESH_MILLIS = 30_000;

/** Ready-made rules, those for which there are metrics first, each with a switch. */
export function PacksPart() {
  const answer = useAnswer(listPacks, [], REFRESH_MILLIS);
  const packs = answer.value.value?.packs;
  return (
    <section aria-label="Ready-made rules">
      <LogOnlyNote />
      <Problem text={answer.problem.value} />
      <p class="alerts-none alerts-intro">
        Rules that come with Muninn. In a new installation the essentials are on; nothing else of
        them is evaluated until you switch it on.
      </p>
      {packs
        ?.toSorted((a, b) => Number(b.applicable) - Number(a.applicable))
        .map((pack) => (
          <PackCard key={pack.name} pack={pack} switched={answer.refresh} />
        ))}
    </section>
  );
}

function PackCard({ pack, switched }: { pack: Pack; switched: () => void }) {
  const problem = useSignal('');
  const isRunning = useSignal(false);
  const change = () => {
    isRunning.value = true;
    problem.value = '';
    switchPack(pack, !pack.on)
      .then(switched, (error: Error) => (problem.value = error.message))
      .finally(() => (isRunning.value = false));
  };
  return (
    <article class="alert-group people-card" aria-label={pack.title}>
      <header>
        <span class={`people-state ${pack.on ? 'is-on' : ''}`}>
          {pack.on ? 'on' : pack.applicable ? 'off' : 'no data'}
        </span>
        <h2 class="people-name">{pack.title}</h2>
        <button
          type="button"
          class="button"
          aria-pressed={pack.on}
          disabled={isRunning.value}
          onClick={change}
        >
          {pack.on ? 'Switch off' : 'Switch on'}
        </button>
      </header>
      <Problem text={problem.value} />
      <p>{pack.about}</p>
      <p class="alerts-none">{pack.because}</p>
      <details>
        <summary>{counted(pack.rules.length, 'rule')}</summary>
        <table class="alerts-table">
          <tbody>
            {pack.rules.map((rule) => (
              <tr key={`${rule.name} ${rule.query}`}>
                <th scope="row">{rule.name}</th>
                <td>
                  <code>{rule.query}</code>
                </td>
                <td>{rule.labels['severity']}</td>
                <td>{rule.duration ? `for ${lengthText(rule.duration)}` : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </article>
  );
}
