import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../../../app/page';
import { callApi } from '../../../data/http';
import type { PictureProps } from '../kind';
import { listOption, option } from '../read';
import { agoText } from './ago';

interface Alert {
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly state: string;
  readonly activeAt?: string;
}

const ASK_AGAIN_MILLIS = 15_000;

/** Alerts that are firing or about to. */
export function AlertList({ panel, scope }: PictureProps) {
  const { news } = usePage();
  const alerts = useSignal<readonly Alert[] | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    const abort = new AbortController();
    const ask = () =>
      callApi<{ alerts: readonly Alert[] }>('alerts', undefined, abort.signal).then(
        (answer) => {
          alerts.value = answer.alerts ?? [];
          problem.value = '';
        },
        (error: Error) => {
          if (!abort.signal.aborted) problem.value = error.message;
        },
      );
    void ask();
    const timer = setInterval(ask, ASK_AGAIN_MILLIS);
    const stop = news.listen((event) => {
      if (event.kind === 'alerts') void ask();
    });
    return () => {
      stop();
      clearInterval(timer);
      abort.abort();
    };
  }, []);

  if (problem.value) return <p class="list-note">{problem.value}</p>;
  if (!alerts.value) return <div class="skeleton" role="status" aria-label="Loading alerts" />;
  const states = listOption(panel, 'show');
  const name = scope.text(option(panel, 'name', '')).toLowerCase();
  const shown = alerts.value
    .filter(({ state }) => states.length === 0 || states.includes(state))
    .filter(({ labels }) => (labels.alertname ?? '').toLowerCase().includes(name))
    .sort((a, b) => Number(b.state === 'firing') - Number(a.state === 'firing'))
    .slice(0, option(panel, 'limit', 50));
  if (shown.length === 0) return <p class="list-note is-good">Nothing is firing.</p>;
  return (
    <ul class="alert-list" tabIndex={0} aria-label={panel.title || 'Alerts'}>
      {shown.map(({ labels, annotations, state, activeAt }, index) => (
        <li key={index} class={`is-${state}`}>
          <span class="alert-state">{state}</span>
          <span class="alert-name">{labels.alertname}</span>
          <span class="alert-since">{activeAt ? agoText(Date.parse(activeAt)) : ''}</span>
          <span class="alert-text">
            {annotations?.summary ?? annotations?.description ?? labelsText(labels)}
          </span>
        </li>
      ))}
    </ul>
  );
}

function labelsText(labels: Alert['labels']): string {
  return Object.entries(labels)
    .filter(([label]) => label !== 'alertname')
    .map(([label, value]) => `${label}=${value}`)
    .join(', ');
}
