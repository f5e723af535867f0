import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { callApi } from '../data/http';
import { costText, explain, type Explained, type PartCost, type SyntaxNode } from './explain';

interface ExplainedAnswer {
  readonly explain: { readonly plan: PartCost };
}

/** A query taken apart, with what each part cost when it was asked just now. */
export function ExplainTree({ expr }: { expr: string }) {
  const tree = useSignal<Explained | null>(null);
  const cost = useSignal<PartCost | null>(null);
  useEffect(() => {
    let isOutdated = false;
    cost.value = null;
    const parameters = new URLSearchParams({ query: expr });
    callApi<SyntaxNode>('parse_query', parameters).then(
      (parsed) => {
        if (!isOutdated) tree.value = explain(parsed);
      },
      // What is wrong with it is said above already.
      () => {},
    );
    const asked = new URLSearchParams({ query: expr, explain: '1' });
    callApi<ExplainedAnswer>('query', asked).then(
      (answer) => {
        if (!isOutdated) cost.value = answer.explain.plan;
      },
      () => {},
    );
    return () => {
      isOutdated = true;
    };
  }, [expr]);
  return tree.value ? (
    <ul class="explain-tree">
      <Part part={tree.value} cost={cost.value} />
    </ul>
  ) : null;
}

function Part({ part, cost }: { part: Explained; cost: PartCost | null | undefined }) {
  return (
    <li>
      <code>{part.what}</code> <span class="hint">{part.detail}</span>
      {cost && <span class="explain-cost">{costText(cost)}</span>}
      {part.parts.length > 0 && (
        <ul>
          {part.parts.map((each, index) => (
            <Part key={index} part={each} cost={cost?.parts[index]} />
          ))}
        </ul>
      )}
    </li>
  );
}
