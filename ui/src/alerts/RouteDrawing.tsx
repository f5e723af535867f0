import './routes.css';
import { counted } from '../units/counted';
import type { RouteNode } from './api';
import { isOnTheWay, termsOf } from './routes';

interface RouteDrawingProps {
  readonly root: RouteNode;
  /** The paths of the routes that an alert takes; null if nobody asked. */
  readonly taken: ReadonlySet<string> | null;
}

/**
 * The routing tree: from the top, the first route that matches takes an alert. Once somebody has
 * asked, what is below a route that the alert does not pass is left out.
 */
export function RouteDrawing({ root, taken }: RouteDrawingProps) {
  return (
    <ul class={`route-tree ${taken ? 'is-asked' : ''}`} aria-label="Routing tree">
      <Node node={root} parent={null} taken={taken} />
    </ul>
  );
}

interface NodeProps {
  readonly node: RouteNode;
  readonly parent: RouteNode | null;
  readonly taken: ReadonlySet<string> | null;
}

function Node({ node, parent, taken }: NodeProps) {
  const isTaken = taken?.has(node.path) ?? false;
  const isWay = taken !== null && isOnTheWay(node, taken);
  return (
    <li>
      <div
        class={`route-node ${isTaken ? 'is-taken' : isWay ? 'is-way' : ''}`}
        aria-current={isTaken ? 'true' : undefined}
      >
        <span class="route-matchers">
          {node.matchers.map((matcher) => (
            <code key={matcher}>{matcher}</code>
          ))}
          {node.matchers.length === 0 && (parent ? 'all others' : 'all alerts')}
        </span>
        <span class="route-receiver">
          <strong>{node.receiver}</strong>{' '}
          <span class="hint">{node.channels.map(kindOf).join(', ') || 'tells nobody'}</span>
        </span>
        {node.firing > 0 && <span class="route-firing">{counted(node.firing, 'alert')} now</span>}
        <span class="route-terms">
          {termsOf(node, parent).map((term) => (
            <span key={term}>{term}</span>
          ))}
        </span>
      </div>
      {node.routes.length > 0 && (taken === null || isWay) && (
        <ul>
          {node.routes.map((child) => (
            <Node key={child.path} node={child} parent={node} taken={taken} />
          ))}
        </ul>
      )}
    </li>
  );
}

/** `slack` of the channel `ops/slack[0]`. */
function kindOf(channel: string): string {
  return channel.replace(/^.*\//, '').replace(/\[\d+\]$/, '');
}
