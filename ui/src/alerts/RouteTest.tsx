import { PageAnchor } from '../app/PageAnchor';
import { useSignal } from '@preact/signals';
import { explain, type Explanation } from './api';
import { Problem } from './Problem';

/** Says who would be told of an alert, and why. */
export function RouteTest() {
  const labels = useSignal('');
  const routes = useSignal<readonly Explanation[] | null>(null);
  const problem = useSignal('');
  const ask = (event: Event) => {
    event.preventDefault();
    explain(labels.value).then(
      (answer) => {
        routes.value = answer.routes;
        problem.value = '';
      },
      (error: Error) => (problem.value = error.message),
    );
  };
  return (
    <section aria-label="Routes">
      <p class="alerts-none alerts-intro">
        Write down the labels that an alert would have to see who is told of it, over which channel,
        and why. Who is told of what is set at the{' '}
        <PageAnchor path="/alerts?part=channels">channels</PageAnchor>.
      </p>
      <form class="route-test" onSubmit={ask}>
        <input
          aria-label="Labels of an alert"
          placeholder="alertname=HostDown severity=critical"
          value={labels.value}
          onInput={(event) => (labels.value = event.currentTarget.value)}
        />
        <button type="submit" class="button is-primary">
          Who would be told?
        </button>
      </form>
      <Problem text={problem.value} />
      <table class="alerts-table">
        <tbody>
          {routes.value?.map((route) => (
            <tr key={`${route.path} ${route.groupKey}`}>
              <th scope="row">{route.receiver}</th>
              <td>{route.why}</td>
              <td>
                <code>{route.groupKey}</code>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
