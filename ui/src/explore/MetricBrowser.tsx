import './metrics.css';
import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { moveAmong } from '../app/focus';
import { type MetricMetadata, metrics } from './api';

/** As many as one looks through before typing another letter. */
const MOST_SHOWN = 200;

interface MetricBrowserProps {
  readonly choose: (name: string, metadata: MetricMetadata | null) => void;
}

/** All metrics with type and help; a click puts one into the query. */
export function MetricBrowser({ choose }: MetricBrowserProps) {
  const known = useSignal<ReadonlyMap<string, MetricMetadata | null> | null>(null);
  const problem = useSignal('');
  const text = useSignal('');
  /** The one that Tab leads to; the arrows lead to the others. */
  const current = useSignal(0);
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    metrics().then(
      (found) => (known.value = found),
      (error: Error) => (problem.value = error.message),
    );
  }, []);

  const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
  const found = [...(known.value ?? [])].filter(([name, metadata]) => {
    const searched = `${name} ${metadata?.help ?? ''}`.toLowerCase();
    return words.every((word) => searched.includes(word));
  });
  const keyPressed = (event: KeyboardEvent) => {
    const isInput = event.target instanceof HTMLInputElement;
    if (isInput && event.key !== 'ArrowDown') return;
    moveAmong(event, [...root.current!.querySelectorAll<HTMLElement>('li > button')]);
  };
  return (
    <aside class="metrics" aria-label="Metrics" ref={root} onKeyDown={keyPressed}>
      <input
        type="search"
        aria-label="Search metrics"
        placeholder="Search by name or meaning"
        value={text}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          current.value = 0;
        }}
      />
      <p class="hint" role="status">
        {problem.value ||
          (known.value ? `${found.length} of ${known.value.size} metrics` : 'Loading…')}
      </p>
      <ul>
        {found.slice(0, MOST_SHOWN).map(([name, metadata], at) => (
          <li key={name}>
            <button
              type="button"
              tabIndex={at === current.value ? 0 : -1}
              onFocus={() => (current.value = at)}
              onClick={() => choose(name, metadata)}
            >
              <span class="metric-name">{name}</span>
              {metadata && <span class="metric-type">{metadata.type}</span>}
              {metadata?.help && <span class="metric-help">{metadata.help}</span>}
            </button>
          </li>
        ))}
      </ul>
    </aside>
  );
}
