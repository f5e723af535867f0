import './alerts.css';
import { usePage } from '../app/page';
import { useCurrentInSight } from '../app/useCurrentInSight';
import { AlertGroups } from './AlertGroups';
import { ChannelsPart } from './channels/ChannelsPart';
import { DutyNote } from './DutyNote';
import { HistoryList } from './HistoryList';
import { IncidentsPart } from './incidents/IncidentsPart';
import { MaintenancePart } from './maintenance/MaintenancePart';
import { OnCallPart } from './oncall/OnCallPart';
import { PacksPart } from './packs/PacksPart';
import { PersonField } from './PersonField';
import { ReportPart } from './report/ReportPart';
import { RouteTest } from './RouteTest';
import { RuleEditor } from './rules/RuleEditor';
import { RuleList } from './rules/RuleList';
import { SilenceList } from './SilenceList';

const PARTS = [
  { id: 'alerts', title: 'Alerts', Part: AlertGroups },
  { id: 'incidents', title: 'Incidents', Part: IncidentsPart },
  { id: 'silences', title: 'Silences', Part: SilenceList },
  { id: 'maintenance', title: 'Maintenance', Part: MaintenancePart },
  { id: 'on-call', title: 'On call', Part: OnCallPart },
  { id: 'rules', title: 'Rules', Part: RuleList },
  { id: 'packs', title: 'Ready-made', Part: PacksPart },
  { id: 'editor', title: 'Rule editor', Part: RuleEditor },
  { id: 'routes', title: 'Routes', Part: RouteTest },
  { id: 'channels', title: 'Channels', Part: ChannelsPart },
  { id: 'history', title: 'History', Part: HistoryList },
  { id: 'report', title: 'Report', Part: ReportPart },
] as const;

/** Alerts, the rules that make them, and who is told. */
export default function AlertsPage() {
  const { location } = usePage();
  const id = location.parameter('part') ?? 'alerts';
  const { Part } = PARTS.find((part) => part.id === id) ?? PARTS[0];
  const row = useCurrentInSight<HTMLElement>(id);
  return (
    <main class="board alerts" id="main">
      <div class="alerts-head">
        <nav class="alerts-parts" aria-label="Parts of alerting" ref={row}>
          {PARTS.map((part) => (
            <button
              key={part.id}
              type="button"
              class="button"
              aria-pressed={part.id === id}
              onClick={() =>
                location.set({ part: part.id === 'alerts' ? null : part.id, incident: null })
              }
            >
              {part.title}
            </button>
          ))}
        </nav>
        <PersonField />
      </div>
      <DutyNote />
      <Part />
    </main>
  );
}
