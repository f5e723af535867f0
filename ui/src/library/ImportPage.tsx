import './library.css';
import '../dashboard/forms.css';
import { useSignal } from '@preact/signals';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import { createDashboard, type Finding, importGrafana, type ImportResult } from '../dashboard/api';
import { placeText } from '../dashboard/edit/place';
import { API_VERSION, type Dashboard } from '../dashboard/model';

const SEVERITIES = ['lost', 'warn', 'info'] as const;
const SEVERITY_TITLES = {
  lost: 'Not taken over',
  warn: 'Looks or works otherwise',
  info: 'Makes no difference here',
} as const;

/** A dashboard from elsewhere: what would become of it, and then the board. */
export default function ImportPage() {
  const { location } = usePage();
  const text = useSignal('');
  const result = useSignal<ImportResult | null>(null);
  const looked = useSignal<unknown>(null);
  const problem = useSignal('');
  const isBusy = useSignal(false);

  const look = async (source: string) => {
    if (!source.trim()) return;
    isBusy.value = true;
    problem.value = '';
    result.value = null;
    try {
      const parsed = JSON.parse(source) as Partial<Dashboard>;
      looked.value = parsed;
      result.value =
        parsed.apiVersion === API_VERSION
          ? { dashboard: parsed as Dashboard, counts: {}, report: [], saved: false }
          : await importGrafana(source);
    } catch (error) {
      problem.value =
        error instanceof SyntaxError
          ? `This is no JSON: ${error.message}`
          : (error as Error).message;
    }
    isBusy.value = false;
  };
  const take = async (files: FileList | null | undefined) => {
    const file = files?.[0];
    if (!file) return;
    text.value = await file.text();
    await look(text.value);
  };
  const save = async () => {
    isBusy.value = true;
    try {
      const { dashboard } = result.value!;
      const fresh = { ...dashboard, metadata: { ...dashboard.metadata, version: 0 } };
      const stored = await createDashboard(fresh, 'imported');
      location.open(`/d/${stored.metadata.uid}`);
    } catch (error) {
      problem.value = (error as Error).message;
      isBusy.value = false;
    }
  };
  return (
    <main class="board library" id="main">
      <div class="library-head">
        <h1>Import a dashboard</h1>
        <PageAnchor path="/dashboards" className="button">
          All dashboards
        </PageAnchor>
      </div>
      <p class="hint">
        A dashboard of Grafana as JSON, from its “Export” or from a collection, or one of Muninn.
        Nothing is saved before you have seen what becomes of it.
      </p>
      <div
        class="drop"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          void take(event.dataTransfer?.files);
        }}
      >
        <label class="button">
          Choose a file
          <input
            type="file"
            class="sr-only"
            accept=".json,application/json"
            onChange={(event) => void take(event.currentTarget.files)}
          />
        </label>
        <span class="hint">or drop it here, or paste its text:</span>
        <textarea
          class="code"
          rows={8}
          aria-label="The dashboard as JSON"
          spellcheck={false}
          value={text}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
        <div class="form-buttons is-left">
          <button
            type="button"
            class="button is-primary"
            disabled={isBusy.value}
            onClick={() => void look(text.value)}
          >
            See what becomes of it
          </button>
        </div>
      </div>
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      {result.value && (
        <Report
          result={result.value}
          source={looked.value}
          save={() => void save()}
          isBusy={isBusy.value}
        />
      )}
    </main>
  );
}

interface ReportProps {
  readonly result: ImportResult;
  /** What the findings point into. */
  readonly source: unknown;
  readonly save: () => void;
  readonly isBusy: boolean;
}

function Report({ result, source, save, isBusy }: ReportProps) {
  const { dashboard, counts, report } = result;
  const figures = [
    ['Panels', counts.panels],
    ['drawn natively', counts.native],
    ['placeholders', counts.placeholders],
    ['Queries', counts.queries],
    ['Variables', counts.variables],
    ['Rows', counts.rows],
  ] as const;
  return (
    <section class="import-report" aria-label="Report">
      <div class="library-head">
        <h2>{dashboard.spec.title}</h2>
        <button type="button" class="button is-primary" disabled={isBusy} onClick={save}>
          Save the dashboard
        </button>
      </div>
      <dl class="import-counts">
        {figures
          .filter(([, count]) => count !== undefined)
          .map(([name, count]) => (
            <div key={name}>
              <dd>{count}</dd>
              <dt>{name}</dt>
            </div>
          ))}
      </dl>
      {counts.panels === 0 && (
        <p class="form-problem">There is no panel in it: is this the whole dashboard?</p>
      )}
      {report.length === 0 && counts.panels !== 0 && (
        <p class="list-note is-good">Everything is taken over as it is.</p>
      )}
      {SEVERITIES.map((severity) => (
        <Findings
          key={severity}
          severity={severity}
          source={source}
          findings={report.filter((each) => each.severity === severity)}
        />
      ))}
    </section>
  );
}

interface FindingsProps {
  readonly severity: (typeof SEVERITIES)[number];
  readonly findings: readonly Finding[];
  readonly source: unknown;
}

function Findings({ severity, findings, source }: FindingsProps) {
  if (findings.length === 0) return null;
  return (
    <details class={`findings is-${severity}`} open={severity !== 'info'}>
      <summary>{`${SEVERITY_TITLES[severity]}: ${findings.length}`}</summary>
      <ul>
        {findings.map(({ pointer, reason }, index) => (
          <li key={index}>
            <span class="finding-place" title={pointer}>
              {placeText(source, pointer) || 'the dashboard'}
            </span>
            <span>{reason}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}
