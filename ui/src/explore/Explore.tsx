import './explore.css';
import { signal, useSignal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { usePage } from '../app/page';
import { Stored } from '../app/stored';
import type { TimeSeriesPanel } from '../boards/model';
import type { QueryScope } from '../data/scope';
import { PanelCard } from '../panels/Panel';
import { type InstantResult, instantQuery } from './api';
import { Editor } from './Editor';
import { MetricBrowser } from './MetricBrowser';
import { excerpt, type Problem, problemOf } from './problem';
import { ResultTable } from './ResultTable';
import { unitOf } from './unit';

const REMEDY = 'Check the names and label values, or choose a time when there were data.';
const MOST_RECENT = 12;
const recent = new Stored<string[]>('recent-queries', []);
const scope: QueryScope = { variables: signal({}), scrape: signal(1_000) };

/**
 * One query, asked freely: its graph, its values at the end of the range, and where it is wrong.
 */
export default function Explore() {
  const { location, playback } = usePage();
  const expr = location.parameter('expr') ?? '';
  const draft = useSignal(expr);
  const answer = useSignal<InstantResult | null>(null);
  const problem = useSignal<Problem | null>(null);
  const isBrowsing = useSignal(false);

  const run = () => {
    const query = draft.value.trim();
    if (query === expr) playback.refresh();
    else location.set({ expr: query || null });
  };
  const insert = (name: string) => {
    draft.value = name;
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
    <main class={`board explore ${isBrowsing.value ? 'has-metrics' : ''}`} id="main">
      <h1 class="sr-only">Explore</h1>
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
      {expr && !problem.value && <Answer expr={expr} answer={answer.value} />}
      {!expr && <Start choose={insert} />}
    </main>
  );
}

function remember(query: string): void {
  recent.value = [query, ...recent.value.filter((each) => each !== query)].slice(0, MOST_RECENT);
}

function Answer({ expr, answer }: { expr: string; answer: InstantResult | null }) {
  const panel = useMemo<TimeSeriesPanel>(
    () => ({
      kind: 'timeseries',
      id: 'explore',
      title: 'Graph',
      span: 12,
      unit: unitOf(expr),
      queries: [{ ref: 'A', expr }],
    }),
    [expr],
  );
  const hasGraph = answer?.resultType !== 'string' && answer?.resultType !== 'matrix';
  return (
    <div class="explore-answer">
      {hasGraph && <PanelCard key={expr} panel={panel} scope={scope} remedy={REMEDY} />}
      {answer && (
        <section class="panel panel-result" aria-label="Values at the end of the range">
          <header class="panel-head">
            <h3>Values at the end of the range</h3>
          </header>
          <ResultTable answer={answer} />
        </section>
      )}
    </div>
  );
}

function ProblemNote({ problem, query }: { problem: Problem; query: string }) {
  const place = excerpt(query, problem);
  return (
    <div class="explore-problem" role="alert">
      <p>{problem.message}</p>
      {place && (
        <pre>
          {place.line}
          {'\n'}
          {' '.repeat(place.before)}
          <b>^</b>
        </pre>
      )}
    </div>
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
    </div>
  );
}
