import '../alerts.css';
import './runbook.css';
import { useEffect } from 'preact/hooks';
import { PageAnchor } from '../../app/PageAnchor';
import { usePage } from '../../app/page';
import { callApi } from '../../data/http';
import { useAnswer } from '../../data/useAnswer';
import { render } from '../../dashboard/kinds/text/render';
import { Problem } from '../Problem';
import { type Advice, adviceIn } from './runbook';

interface Runbook {
  readonly title: string;
  readonly text: string;
}

/** What it says does not change while somebody reads. */
const REFRESH_MILLIS = 3_600_000;

/** What to do about the ready-made alerts of a pack; the address names the alert. */
export default function RunbookPage() {
  const { location } = usePage();
  const name = location.path.value.replace(/^\/runbooks\//, '');
  const answer = useAnswer(
    () => callApi<Runbook>(`rules/packs/${name}/runbook`),
    [name],
    REFRESH_MILLIS,
  );
  const runbook = answer.value.value;
  useEffect(() => {
    const id = window.location.hash.slice(1);
    if (runbook && id) document.getElementById(id)?.scrollIntoView();
  }, [runbook]);
  return (
    <main class="board runbook" id="main">
      <Problem text={answer.problem.value} />
      {runbook && (
        <>
          <h1>Runbook: {runbook.title}</h1>
          {adviceIn(runbook.text).map((advice) => (
            <Section key={advice.id} advice={advice} />
          ))}
        </>
      )}
    </main>
  );
}

function Section({ advice: { id, name, nodes } }: { advice: Advice }) {
  const firing = `/alerts?${new URLSearchParams({ filter: `alertname="${name}"` })}`;
  return (
    <article class="alert-group" id={id} aria-label={name}>
      <header>
        <h2>
          <a href={`#${id}`}>{name}</a>
        </h2>
        <PageAnchor path={firing}>Where it fires now</PageAnchor>
      </header>
      <div class="text-panel">{nodes.map(render)}</div>
    </article>
  );
}
