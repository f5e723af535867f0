import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Nothing } from '../app/Nothing';
import { usePage } from '../app/page';
import { useAnswer } from '../data/useAnswer';
import { explain, type Explanation, loadRoutes } from './api';
import { Problem } from './Problem';
import { RouteDrawing } from './RouteDrawing';
import { examplesOf } from './routes';
import { listSomeRules } from './rules/api';

const REFRESH_MILLIS = 60_000;

/** Draws the routing tree, and says who would be told of an alert, and why. */
export function RouteTest() {
  const { location } = usePage();
  const labels = useSignal(location.parameter('of') ?? '');
  const routes = useSignal<readonly Explanation[] | null>(null);
  const problem = useSignal('');
  const rules = useAnswer(listSomeRules, [], REFRESH_MILLIS);
  const tree = useAnswer(loadRoutes, []);
  const taken = routes.value && new Set(routes.value.map(({ route }) => route));
  const examples = examplesOf(rules.value.value ?? []);
  const ask = () =>
    explain(labels.value).then(
      (answer) => {
        routes.value = answer.routes;
        problem.value = '';
      },
      (error: Error) => (problem.value = error.message),
    );
  useEffect(() => {
    if (labels.peek()) void ask();
  }, []);
  return (
    <section aria-label="Routes">
      <form
        class="route-test"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
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
      {examples.length > 0 && (
        <div class="alerts-bar" role="group" aria-label="Alerts of the rules">
          <span class="hint">As by a rule</span>
          <span class="alerts-choice">
            {examples.map((example) => (
              <button
                key={example}
                type="button"
                class="button"
                title={example}
                aria-pressed={labels.value === example}
                onClick={() => {
                  labels.value = example;
                  void ask();
                }}
              >
                {nameIn(example)}
              </button>
            ))}
          </span>
        </div>
      )}
      <Problem text={problem.value} />
      {routes.value ? (
        <Routes routes={routes.value} />
      ) : (
        <Nothing
          title="Who is told of what?"
          steps={{
            'Set up channels': '/alerts?part=channels',
            'See the rules': '/alerts?part=rules',
          }}
        >
          Write down the labels that an alert would have, or choose a rule: the answer says who is
          told of it, over which channel, and why. Nobody is told by asking.
        </Nothing>
      )}
      <Problem text={tree.problem.value} />
      {tree.value.value && <RouteDrawing root={tree.value.value} taken={taken} />}
    </section>
  );
}

function Routes({ routes }: { routes: readonly Explanation[] }) {
  return (
    <div class="alert-group">
      <table class="alerts-table route-answer" aria-label="Who would be told" aria-live="polite">
        <thead>
          <tr>
            <th scope="col">Receiver</th>
            <th scope="col">Outcome</th>
            <th scope="col">Told together with</th>
          </tr>
        </thead>
        <tbody>
          {routes.map((route) => (
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
    </div>
  );
}

function nameIn(example: string): string {
  return example.replace(/^alertname=(\S+).*$/, '$1');
}
