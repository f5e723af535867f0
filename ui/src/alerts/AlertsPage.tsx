import './alerts.css';
import type { ComponentType } from 'preact';
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
import { ALERT_PARTS, type AlertPart } from './parts';
import { PersonField } from './PersonField';
import { ReportPart } from './report/ReportPart';
import { RouteTest } from './RouteTest';
import { RuleEditor } from './rules/RuleEditor';
import { RuleList } from './rules/RuleList';
import { SilenceList } from './SilenceList';

const VIEWS: Readonly<Record<AlertPart, ComponentType>> = {
  alerts: AlertGroups,
  incidents: IncidentsPart,
  silences: SilenceList,
  maintenance: MaintenancePart,
  'on-call': OnCallPart,
  rules: RuleList,
  packs: PacksPart,
  editor: RuleEditor,
  routes: RouteTest,
  channels: ChannelsPart,
  history: HistoryList,
  report: ReportPart,
};

/** Alerts, the rules that make them, and who is told. */
export default function AlertsPage() {
  const { location } = usePage();
  const asked = location.parameter('part');
  const { id } = ALERT_PARTS.find((part) => part.id === asked) ?? ALERT_PARTS[0];
  const Part = VIEWS[id];
  const row = useCurrentInSight<HTMLElement>(id);
  return (
    <main class="board alerts" id="main">
      <div class="alerts-head">
        <nav class="alerts-parts" aria-label="Parts of alerting" ref={row}>
          {ALERT_PARTS.map((part) => (
            <button
              key={part.id}
              type="button"
              class="button"
              aria-pressed={part.id === id}
              onClick={() =>
                location.set({
                  part: part.id === 'alerts' ? null : part.id,
                  incident: null,
                  filter: null,
                  of: null,
                })
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
