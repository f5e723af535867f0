import './cardinality.css';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import { callApi } from '../data/http';
import { quote } from '../data/template';
import { format } from '../units/units';

interface Entry {
  readonly name: string;
  readonly value: number;
}

interface Status {
  readonly headStats: { readonly numSeries: number; readonly numLabelPairs?: number };
  readonly seriesCountByMetricName: readonly Entry[];
  readonly labelValueCountByLabelName: readonly Entry[];
  readonly memoryInBytesByLabelName: readonly Entry[];
  readonly seriesCountByLabelValuePair: readonly Entry[];
}

const MOST_SHOWN = 25;

/** What the series are made of: which metrics and labels are behind their number. */
export default function Cardinality() {
  const { location } = usePage();
  const status = useSignal<Status | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    callApi<Status>(`status/tsdb?limit=${MOST_SHOWN}`).then(
      (found) => (status.value = found),
      (error: Error) => (problem.value = error.message),
    );
  }, []);
  const explore = (expr: string) => location.open('/explore', { expr });
  const stats = status.value;
  return (
    <main class="board cardinality" id="main">
      <div class="board-title">
        <h1>Cardinality</h1>
        <p>
          {stats
            ? `${stats.headStats.numSeries.toLocaleString('en')} series are being written`
            : '\u00a0'}
        </p>
        <PageAnchor path="/explore">Explore</PageAnchor>
      </div>
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      {stats && (
        <div class="cardinality-lists">
          <Ranking
            title="Series by metric"
            hint="A metric with many series has a label with many values."
            entries={stats.seriesCountByMetricName}
            total={stats.headStats.numSeries}
            choose={(name) => explore(`count({__name__=${quote(name)}})`)}
          />
          <Ranking
            title="Values by label"
            hint="Labels that never stop growing cost the most."
            entries={stats.labelValueCountByLabelName}
            choose={(name) => explore(`count by (${name}) ({${name}!=""})`)}
          />
          <Ranking
            title="Series by label and value"
            hint="One value that stands in many series."
            entries={stats.seriesCountByLabelValuePair}
            total={stats.headStats.numSeries}
            choose={(pair) => {
              const [label, ...value] = pair.split('=');
              explore(`count by (__name__) ({${label}=${quote(value.join('='))}})`);
            }}
          />
          <Ranking
            title="Memory by label"
            hint="What the values of a label take."
            unit="bytes"
            entries={stats.memoryInBytesByLabelName}
          />
        </div>
      )}
    </main>
  );
}

interface RankingProps {
  readonly title: string;
  readonly hint: string;
  readonly entries: readonly Entry[];
  readonly unit?: string;
  /** What a share is of; the largest entry where there is no whole. */
  readonly total?: number;
  readonly choose?: (name: string) => void;
}

function Ranking({ title, hint, entries, unit = 'none', total, choose }: RankingProps) {
  const most = entries.reduce((high, { value }) => Math.max(high, value), 0);
  return (
    <section class="panel" aria-label={title}>
      <header class="panel-head">
        <h3>{title}</h3>
      </header>
      <p class="hint">{hint}</p>
      <ol>
        {entries.map(({ name, value }) => (
          <li key={name}>
            {choose ? (
              <button type="button" onClick={() => choose(name)}>
                {name}
              </button>
            ) : (
              <span>{name}</span>
            )}
            <span class="cardinality-value">
              {format(value, unit)}
              {total ? <span class="hint">{format(value / total, 'percentunit', 0)}</span> : null}
            </span>
            <span class="bars-track">
              <span
                class="bars-fill"
                style={{ transform: `scaleX(${most > 0 ? value / most : 0})` }}
              />
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
