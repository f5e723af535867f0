import '../people.css';
import { useSignal } from '@preact/signals';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { loadOnCall, type Policy, removePolicy, removeRota } from './api';
import { PolicyForm } from './PolicyForm';
import { RotaCard } from './RotaCard';
import { RotaForm } from './RotaForm';

/** Who is on call, and who is told when nobody acknowledges. */
export function OnCallPart() {
  const answer = useAnswer(loadOnCall, []);
  const problem = useSignal('');
  const after = (done: Promise<void>) =>
    done.then(
      () => {
        problem.value = '';
        answer.refresh();
      },
      (error: Error) => (problem.value = error.message),
    );
  const onCall = answer.value.value;
  return (
    <section aria-label="On call">
      <Problem text={problem.value || answer.problem.value} />
      {onCall?.rotas.length === 0 && (
        <p class="alerts-none">
          Nobody is on call yet. A rota says whose turn it is; an escalation policy tells them when
          nobody acknowledges.
        </p>
      )}
      {onCall?.rotas.map((rota) => (
        <RotaCard
          key={rota.name}
          rota={rota}
          remove={() => void after(removeRota(rota.name))}
          changed={answer.refresh}
        />
      ))}
      {onCall?.policies.map((policy) => (
        <PolicyCard
          key={policy.name}
          policy={policy}
          remove={() => void after(removePolicy(policy.name))}
        />
      ))}
      <div class="people-forms">
        <div>
          <h2 class="people-title">A rota</h2>
          <RotaForm saved={answer.refresh} />
        </div>
        <div>
          <h2 class="people-title">An escalation policy</h2>
          <PolicyForm saved={answer.refresh} />
        </div>
      </div>
    </section>
  );
}

function PolicyCard({ policy, remove }: { policy: Policy; remove: () => void }) {
  return (
    <article class="alert-group people-card">
      <header>
        <span class="people-state is-policy">escalation</span>
        <h2>{policy.name}</h2>
        <span class="alert-receiver">
          {policy.matchers ? <code>{policy.matchers}</code> : 'all alerts'}
        </span>
        <button type="button" class="button" onClick={remove}>
          Remove
        </button>
      </header>
      <ol class="people-steps">
        {policy.steps.map(({ after, rota, receiver }, index) => (
          <li key={index}>
            {after === '0s' ? 'at once' : `after ${after}`}:{' '}
            {rota ? `whoever is on call in ${rota}` : receiver}
          </li>
        ))}
      </ol>
      {policy.repeats > 0 && (
        <p class="hint">repeated {policy.repeats === 1 ? 'once' : `${policy.repeats} times`}</p>
      )}
    </article>
  );
}
