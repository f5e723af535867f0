import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type InstantResult, instantQuery } from '../../explore/api';
import { Labels } from '../../app/Labels';
import type { RuleDraft } from './draft';

/** Long enough for the server's verdict on the expression to be here. */
const PAUSE_MILLIS = 900;
const MOST = 5;

interface RulePreviewProps {
  readonly draft: RuleDraft;
  readonly isWrong: boolean;
}

/** What the expression gives now. */
export function RulePreview({ draft, isWrong }: RulePreviewProps) {
  const answer = useSignal<InstantResult | null>(null);
  const expr = draft.expr.trim();
  useEffect(() => {
    answer.value = null;
    if (!expr || isWrong) return;
    let isOutdated = false;
    const timer = setTimeout(
      () =>
        instantQuery(expr, Date.now()).then(
          (now) => {
            if (!isOutdated) answer.value = now;
          },
          // The field says what is wrong with it.
          () => {},
        ),
      PAUSE_MILLIS,
    );
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [expr, isWrong]);
  const now = answer.value;
  if (now?.resultType !== 'vector') return null;
  const noun = draft.kind === 'alert' ? 'alert' : 'series';
  const count = now.result.length;
  return (
    <section aria-label="Preview" class="alert-group">
      <h2>{count === 0 ? `Now it gives nothing` : `Now: ${count} ${plural(noun, count)}`}</h2>
      <ul>
        {now.result.slice(0, MOST).map((element, index) => (
          <li key={index}>
            <strong>{element.value?.[1]}</strong>
            <Labels labels={element.metric} />
          </li>
        ))}
        {count > MOST && <li class="alerts-none">and {count - MOST} more</li>}
      </ul>
    </section>
  );
}

function plural(noun: string, count: number): string {
  return count === 1 || noun === 'series' ? noun : `${noun}s`;
}
