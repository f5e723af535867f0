import { listRules } from './api';
import { Problem } from './Problem';
import { useAnswer } from './useAnswer';

/** All rules with their health and what they cost. */
export function RuleList() {
  const answer = useAnswer(listRules, []);
  return (
    <section aria-label="Rules">
      <Problem text={answer.problem.value} />
      {answer.value.value?.groups.length === 0 && (
        <p class="alerts-none">
          No rules yet: <code>rules.files</code> names files of them, and{' '}
          <a href="/alerts?part=packs">some come with Muninn</a>.
        </p>
      )}
      {answer.value.value?.groups.map((group) => (
        <article key={`${group.file} ${group.name}`} class="alert-group">
          <header>
            <h2>{group.name}</h2>
            <span class="alert-receiver">
              {group.file}, every {group.interval} s, {millis(group.evaluationTime)}
            </span>
          </header>
          <table class="alerts-table">
            <tbody>
              {group.rules.map((rule, index) => (
                <tr key={index}>
                  <td>{rule.state ?? rule.type}</td>
                  <th scope="row">{rule.name}</th>
                  <td>
                    <code>{rule.query}</code>
                    {rule.lastError && <p class="alerts-problem">{rule.lastError}</p>}
                  </td>
                  <td>{rule.health}</td>
                  <td>{millis(rule.evaluationTime)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </article>
      ))}
    </section>
  );
}

function millis(seconds: number): string {
  return `${(seconds * 1000).toFixed(1)} ms`;
}
