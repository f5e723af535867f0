import './alerts.css';
import { usePage } from '../app/page';
import { AlertGroups } from './AlertGroups';
import { HistoryList } from './HistoryList';
import { RouteTest } from './RouteTest';
import { RuleList } from './RuleList';
import { RuleTrial } from './RuleTrial';
import { SilenceList } from './SilenceList';

const PARTS = [
  { id: 'alerts', title: 'Alerts', Part: AlertGroups },
  { id: 'rules', title: 'Rules', Part: RuleList },
  { id: 'try', title: 'Try a rule', Part: RuleTrial },
  { id: 'silences', title: 'Silences', Part: SilenceList },
  { id: 'routes', title: 'Routes', Part: RouteTest },
  { id: 'history', title: 'History', Part: HistoryList },
] as const;

/** Alerts, the rules that make them, and who is told. */
export default function AlertsPage() {
  const { location } = usePage();
  const id = location.parameter('part') ?? 'alerts';
  const { Part } = PARTS.find((part) => part.id === id) ?? PARTS[0];
  return (
    <main class="board alerts" id="main">
      <nav class="alerts-parts" aria-label="Parts of alerting">
        {PARTS.map((part) => (
          <button
            key={part.id}
            type="button"
            class="button"
            aria-pressed={part.id === id}
            onClick={() => location.set({ part: part.id === 'alerts' ? null : part.id })}
          >
            {part.title}
          </button>
        ))}
      </nav>
      <Part />
    </main>
  );
}
