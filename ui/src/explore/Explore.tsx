import './explore.css';
import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import { Stored } from '../app/stored';
import type { TimeSeriesPanel } from '../boards/model';
import type { QueryScope } from '../data/scope';
import { PanelCard } from '../panels/Panel';
import { type InstantResult, instantQuery } from './api';
import { boardOf, keepLocally, newUid } from '../dashboard/edit/emptyBoard';
import { comparedQueries, EARLIER } from './compare';
import { EarlierNote } from './EarlierNote';
import { Editor } from './Editor';
import { ExplainTree } from './ExplainTree';
import { MetricBrowser } from './MetricBrowser';
import { type Problem, problemOf } from './problem';
import { ProblemNote } from './ProblemNote';
import { ResultTable } from './ResultTable';
import { unitOf } from './unit';

const REMEDY = 'Check the names and label values, or choose a time when there were data.';
const MOST_RECENT = 12;
const recent = new Stored<string[]>('recent-queries', []);
const scope: QueryScope = { variables: signal({}), scrape: signal(1_000) };

/** Queries asked freely: one, or two beside each other. */
export default function Explore() {
  const { location } = usePage();
  const isSplit = location.flag('expr2');
  return (
    <main class={`board explore ${isSplit ? 'is-split' : ''}`} id="main">
      <h1 class="sr-only">Explore</h1>
      <Pane name="expr" />
      {isSplit && <Pane name="expr2" />}
    </main>
  );
}

/** One query: its graph, its values at the end of the range, and where it is wrong. */
function Pane({ name }: { name: 'expr' | 'expr2' }) {
  const { location, playback } = usePage();
  const expr = location.parameter(name) ?? '';
  const earlier = location.parameter('earlier');
  const draft = useSignal(expr);
  const answer = useSignal<InstantResult | null>(null);
  const problem = useSignal<Problem | null>(null);
  const isBrowsing = useSignal(false);

  const run = () => {
    const query = draft.value.trim();
    if (query === expr) playback.refresh();
    else location.set({ [name]: query || (name === 'expr' ? null : '') });
  };
  const insert = (text: string) => {
    draft.value = text;
    run();
  };
  useEffect(() => {
    draft.value = expr;
    problem.value = null;
  }, [expr]);
  useEffect(() => {
    if (!expr) return undefined;
    let isOutdated = false;
    instantQuery(expr, playback.interval().to).then(
      (answered) => {
        if (isOutdated) return;
        answer.value = answered;
        problem.value = null;
        remember(expr);
      },
      (error: Error) => {
        if (!isOutdated) problem.value = problemOf(error.message);
      },
    );
    return () => {
      isOutdated = true;
    };
  }, [expr, playback.range.value, playback.refreshes.value]);

  return (
    <div class={`explore-pane ${isBrowsing.value ? 'has-metrics' : ''}`}>
      <div class="explore-query">
        <Editor text={draft} run={run} />
        <button
          type="button"
          class="button"
          aria-pressed={isBrowsing.value}
          onClick={() => (isBrowsing.value = !isBrowsing.value)}
        >
          Metrics
        </button>
        <button type="button" class="button is-primary" onClick={run}>
          Run
        </button>
      </div>
      {problem.value && <ProblemNote problem={problem.value} query={expr} />}
      {isBrowsing.value && <MetricBrowser choose={insert} />}
      {expr && !problem.value && (
        <div class="explore-answer">
          <Tools name={name} expr={expr} />
          <Answer name={name} expr={expr} answer={answer.value} earlier={earlier} />
        </div>
      )}
      {!expr && <Start choose={insert} />}
    </div>
  );
}

/** What can be done with a query that is asked. */
function Tools({ name, expr }: { name: 'expr' | 'expr2'; expr: string }) {
  const { location } = usePage();
  const isExplained = useSignal(false);
  const isSplit = location.flag('expr2');
  const keep = () => {
    const uid = newUid();
    keepLocally(boardOf(uid, { kind: 'timeseries', title: expr, queries: [{ ref: 'A', expr }] }));
    location.open(`/d/${uid}`, { new: '', edit: '' });
  };
  return (
    <>
      <div class="explore-tools">
        <label>
          Compare with
          <select
            value={location.parameter('earlier') ?? ''}
            onChange={(event) => location.set({ earlier: event.currentTarget.value || null })}
          >
            <option value="">nothing</option>
            {EARLIER.map(([offset, words]) => (
              <option key={offset} value={offset}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <button
          type="button"
          class="button"
          aria-pressed={isExplained.value}
          onClick={() => (isExplained.value = !isExplained.value)}
        >
          Explain
        </button>
        <button
          type="button"
          class="button"
          onClick={() => location.set({ expr2: isSplit ? null : expr })}
        >
          {isSplit ? 'One pane' : 'Split'}
        </button>
        <button type="button" class="button" onClick={keep}>
          To a new dashboard
        </button>
        {name === 'expr' && <PageAnchor path="/cardinality">Cardinality</PageAnchor>}
      </div>
      {isExplained.value && <ExplainTree expr={expr} />}
    </>
  );
}

function remember(query: string): void {
  recent.value = [query, ...recent.value.filter((each) => each !== query)].slice(0, MOST_RECENT);
}

interface AnswerProps {
  readonly name: string;
  readonly expr: string;
  readonly answer: InstantResult | null;
  readonly earlier: string | null;
}

function Answer({ name, expr, answer, earlier }: AnswerProps) {
  const panel = useMemo<TimeSeriesPanel>(
    () => ({
      kind: 'timeseries',
      id: name === 'expr' ? 'explore' : 'explore-2',
      title: 'Graph',
      span: 12,
      unit: unitOf(expr),
      queries: comparedQueries(expr, earlier),
    }),
    [name, expr, earlier],
  );
  const hasGraph = answer?.resultType !== 'string' && answer?.resultType !== 'matrix';
  return (
    <>
      {hasGraph && (
        <PanelCard
          key={`${expr} ${earlier}`}
          panel={panel}
          scope={scope}
          remedy={REMEDY}
          note={(feed) => earlier && <EarlierNote expr={expr} earlier={earlier} feed={feed} />}
        />
      )}
      {answer && (
        <section class="panel panel-result" aria-label="Values at the end of the range">
          <header class="panel-head">
            <h3>Values at the end of the range</h3>
          </header>
          <ResultTable answer={answer} />
        </section>
      )}
    </>
  );
}

const EXAMPLES = [
  ['CPU by mode', 'sum by (mode) (rate(node_cpu_seconds_total[10s]))'],
  ['Memory that can be had', 'node_memory_MemAvailable_bytes'],
  ['Network in by device', 'rate(node_network_receive_bytes_total[10s])'],
  ['Largest processes', 'topk(5, namedprocess_namegroup_memory_bytes{memtype="resident"})'],
] as const;

function Start({ choose }: { choose: (query: string) => void }) {
  return (
    <div class="explore-start">
      <section aria-label="Examples">
        <h2>Begin with</h2>
        {EXAMPLES.map(([title, query]) => (
          <button type="button" key={title} onClick={() => choose(query)}>
            <span>{title}</span>
            <code>{query}</code>
          </button>
        ))}
      </section>
      {recent.value.length > 0 && (
        <section aria-label="Recent queries">
          <h2>Recent</h2>
          {recent.value.map((query) => (
            <button type="button" key={query} onClick={() => choose(query)}>
              <code>{query}</code>
            </button>
          ))}
        </section>
      )}
      <p class="explore-elsewhere">
        Which metrics and labels have how many series, and what they take, is told by{' '}
        <PageAnchor path="/cardinality">Cardinality</PageAnchor>.
      </p>
    </div>
  );
}
