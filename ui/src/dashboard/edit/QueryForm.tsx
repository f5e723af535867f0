import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MetricMetadata } from '../../explore/api';
import { Editor } from '../../explore/Editor';
import { MetricBrowser } from '../../explore/MetricBrowser';
import { startQuery, startTitle } from '../../explore/start';
import { unitOf } from '../../explore/unit';
import { KINDS } from '../kinds/kinds';
import type { Panel, PanelQuery } from '../model';
import type { Edit } from './PanelEditor';

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** The queries of a panel. */
export function QueryForm({ panel, edit }: { panel: Panel; edit: Edit }) {
  const queries = panel.queries ?? [];
  const set = (next: readonly PanelQuery[], title: string, group?: string) =>
    edit(title, (each) => ({ ...each, queries: next }), group);
  const change = (ref: string, parts: Partial<PanelQuery>, group: string) =>
    edit(
      'change a query',
      (each) => ({
        ...each,
        queries: each.queries?.map((query) => (query.ref === ref ? { ...query, ...parts } : query)),
      }),
      `${ref} ${group}`,
    );
  const add = () => {
    const taken = new Set(queries.map(({ ref }) => ref));
    const ref = [...LETTERS].find((letter) => !taken.has(letter)) ?? `Q${queries.length + 1}`;
    set([...queries, { ref, expr: '' }], 'add a query');
  };
  return (
    <section aria-label="Queries">
      {queries.map((query) => (
        <div class={`query ${query.hidden ? 'is-off' : ''}`} key={query.ref}>
          <div class="query-head">
            <strong>{query.ref}</strong>
            <label class="check">
              <input
                type="checkbox"
                checked={!query.hidden}
                onChange={(event) =>
                  change(query.ref, { hidden: !event.currentTarget.checked }, 'hidden')
                }
              />
              On
            </label>
            <label class="query-legend">
              Legend
              <input
                type="text"
                placeholder="{{label}}, or nothing for what tells them apart"
                value={query.legend ?? ''}
                onInput={(event) =>
                  change(query.ref, { legend: event.currentTarget.value || undefined }, 'legend')
                }
              />
            </label>
            <label>
              Answer
              <select
                value={query.format ?? 'timeSeries'}
                onChange={(event) =>
                  change(
                    query.ref,
                    { format: event.currentTarget.value as PanelQuery['format'] },
                    'format',
                  )
                }
              >
                <option value="timeSeries">Series</option>
                <option value="table">Table</option>
                <option value="heatmap">Buckets</option>
              </select>
            </label>
            <label class="check">
              <input
                type="checkbox"
                checked={query.instant ?? false}
                onChange={(event) =>
                  change(query.ref, { instant: event.currentTarget.checked }, 'instant')
                }
              />
              Newest only
            </label>
            <label class="query-step">
              Step
              <input
                type="text"
                placeholder="auto"
                value={query.step ?? ''}
                onChange={(event) =>
                  change(query.ref, { step: event.currentTarget.value || undefined }, 'step')
                }
              />
            </label>
            <button
              type="button"
              class="button"
              aria-label={`Remove query ${query.ref}`}
              onClick={() =>
                set(
                  queries.filter((each) => each !== query),
                  'remove a query',
                )
              }
            >
              Remove
            </button>
          </div>
          <Expression expr={query.expr ?? ''} set={(expr) => change(query.ref, { expr }, 'expr')} />
          {!query.expr?.trim() && (
            <MetricBrowser
              choose={(name, metadata) =>
                edit('begin with a metric', beginWith(query.ref, name, metadata))
              }
            />
          )}
        </div>
      ))}
      <button type="button" class="button" onClick={add}>
        Add a query
      </button>
    </section>
  );
}

/** The panel with a metric in the place of an empty query, with a title and a unit to match. */
function beginWith(ref: string, name: string, metadata: MetricMetadata | null) {
  return (panel: Panel): Panel => {
    const expr = startQuery(name, metadata);
    const isUntitled = !panel.title || panel.title === KINDS[panel.kind].title;
    const { unit = unitOf(expr) } = panel.field?.defaults ?? {};
    return {
      ...panel,
      ...(isUntitled ? { title: startTitle(name) } : {}),
      queries: panel.queries?.map((query) => (query.ref === ref ? { ...query, expr } : query)),
      field: { ...panel.field, defaults: { ...panel.field?.defaults, unit } },
    };
  };
}

/** A query is asked when it is run, by Enter or by leaving it, not at each letter. */
function Expression({ expr, set }: { expr: string; set: (expr: string) => void }) {
  const text = useSignal(expr);
  useEffect(() => {
    if (text.peek() !== expr) text.value = expr;
  }, [expr]);
  const run = () => {
    if (text.peek() !== expr) set(text.peek());
  };
  return (
    <div class="query-text" onFocusOut={run}>
      <Editor text={text} run={run} />
      <button type="button" class="button" onClick={run}>
        Run
      </button>
    </div>
  );
}
