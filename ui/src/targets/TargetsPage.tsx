import './targets.css';
import { Nothing } from '../app/Nothing';
import { usePage } from '../app/page';
import { useAnswer } from '../data/useAnswer';
import { PoolCard } from './PoolCard';
import { isDown, listTargets, poolsOf } from './targets';

/** What is scraped, whether it answers, and what it says if it does not. */
export default function TargetsPage() {
  const { location } = usePage();
  const { value, problem } = useAnswer(listTargets, []);
  const text = location.parameter('find') ?? '';
  const isDownOnly = location.flag('down');
  const found = value.value;
  const all = found?.activeTargets ?? [];
  const down = all.filter(isDown).length;
  const pools = found ? poolsOf(found, { text: text.trim(), isDownOnly }) : [];
  return (
    <main class="board targets" id="main">
      <div class="board-title">
        <h1>Targets</h1>
        <p>{found ? countText(all.length, down) : '\u00a0'}</p>
      </div>
      {all.length > 0 && (
        <div class="targets-bar">
          <input
            type="search"
            aria-label="Find targets"
            placeholder="Find by address, label or error"
            value={text}
            onInput={({ currentTarget }) =>
              location.set({ find: currentTarget.value || null }, 'replace')
            }
          />
          <button
            type="button"
            class="button"
            aria-pressed={isDownOnly}
            onClick={() => location.set({ down: isDownOnly ? null : '' })}
          >
            Only those down
          </button>
        </div>
      )}
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      {found && pools.length === 0 && <NoTarget isSome={all.length > 0} isDownOnly={isDownOnly} />}
      {pools.map((pool) => (
        <PoolCard key={pool.name} pool={pool} />
      ))}
    </main>
  );
}

function NoTarget({ isSome, isDownOnly }: { isSome: boolean; isDownOnly: boolean }) {
  if (!isSome)
    return (
      <Nothing
        title="Nothing is scraped yet"
        steps={{ 'Open the overview': '/', 'Browse the metrics': '/explore' }}
      >
        Start Muninn with <code>--scrape-config prometheus.yml</code> and the targets of that file
        stand here. This machine and Muninn itself are watched without being scraped.
      </Nothing>
    );
  return isDownOnly ? (
    <Nothing title="No such target is down">All that are looked for answer.</Nothing>
  ) : (
    <Nothing title="No target matches">
      Each word has to be in its address, labels or error.
    </Nothing>
  );
}

function countText(all: number, down: number): string {
  if (all === 0) return 'none';
  return `${all} in all, ${down === 0 ? 'none' : down} down`;
}
