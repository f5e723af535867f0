import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { callApi } from '../data/http';
import { explain, type Explained, type SyntaxNode } from './explain';

/** A query taken apart. */
export function ExplainTree({ expr }: { expr: string }) {
  const tree = useSignal<Explained | null>(null);
  useEffect(() => {
    let isOutdated = false;
    callApi<SyntaxNode>('parse_query', new URLSearchParams({ query: expr })).then(
      (parsed) => {
        if (!isOutdated) tree.value = explain(parsed);
      },
      // What is wrong with it is said above already.
      () => {},
    );
    return () => {
      isOutdated = true;
    };
  }, [expr]);
  return tree.value ? (
    <ul class="explain-tree">
      <Part part={tree.value} />
    </ul>
  ) : null;
}

function Part({ part }: { part: Explained }) {
  return (
    <li>
      <code>{part.what}</code> <span class="hint">{part.detail}</span>
      {part.parts.length > 0 && (
        <ul>
          {part.parts.map((each, index) => (
            <Part key={index} part={each} />
          ))}
        </ul>
      )}
    </li>
  );
}
