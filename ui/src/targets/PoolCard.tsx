import { useSignal } from '@preact/signals';
import { Labels } from '../app/Labels';
import { PageAnchor } from '../app/PageAnchor';
import { quote } from '../data/template';
import { lengthText } from '../time/length';
import { format } from '../units/units';
import { lastScrapeOf, type Pool, type Target } from './targets';

/** So many are seen at a glance; more come when they are asked for. */
const FIRST_SHOWN = 50;

/** The targets of one job. */
export function PoolCard({ pool }: { pool: Pool }) {
  const isWhole = useSignal(false);
  const { name, targets, down, dropped } = pool;
  const shown = isWhole.value ? targets : targets.slice(0, FIRST_SHOWN);
  const query = new URLSearchParams({ expr: `up{job=${quote(name)}}` });
  return (
    <article class="pool" aria-label={name}>
      <header>
        <h2>{name}</h2>
        <p class={down > 0 ? 'is-down' : undefined}>{stateText(pool)}</p>
        {dropped > 0 && (
          <p title="By the relabelling rules of the job">{dropped} dropped by its rules</p>
        )}
        <PageAnchor path={`/explore?${query}`}>Graph</PageAnchor>
      </header>
      <table>
        <thead>
          <tr>
            <th scope="col">State</th>
            <th scope="col">Target</th>
            <th scope="col">Last asked</th>
            <th scope="col">Took</th>
            <th scope="col">Every</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((target) => (
            <TargetRow key={`${target.scrapeUrl} ${target.labels['instance']}`} target={target} />
          ))}
        </tbody>
      </table>
      {shown.length < targets.length && (
        <button type="button" class="button" onClick={() => (isWhole.value = true)}>
          Show all {targets.length}
        </button>
      )}
    </article>
  );
}

function stateText({ total, up, down }: Pool): string {
  if (down > 0) return `${down} of ${total} down`;
  return up === total ? `${total} up` : `${up} of ${total} up`;
}

const STATES = { up: 'up', down: 'down', unknown: 'not yet' };

function TargetRow({ target }: { target: Target }) {
  const asked = lastScrapeOf(target);
  return (
    <tr>
      <td>
        <span class={`target-state is-${target.health}`}>{STATES[target.health]}</span>
      </td>
      <td>
        <a href={target.scrapeUrl} target="_blank" rel="noopener noreferrer">
          {target.scrapeUrl}
        </a>
        <Labels labels={target.labels} without="job" />
        {target.lastError && <p class="target-error">{target.lastError}</p>}
      </td>
      <td>{asked === null ? '–' : `${lengthText((Date.now() - asked) / 1_000)} ago`}</td>
      <td>{asked === null ? '–' : format(target.lastScrapeDuration, 's')}</td>
      <td>{target.scrapeInterval}</td>
    </tr>
  );
}
