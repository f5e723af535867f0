import './report.css';
import { useSignal } from '@preact/signals';
import { Nothing } from '../../app/Nothing';
import { Problem } from '../Problem';
import { useAnswer } from '../../data/useAnswer';
import { lengthText } from '../../time/length';
import { Choice } from '../Choice';
import { useFirst } from '../useFirst';
import { type AlertNoise, type IncidentReport, loadReport, type Report, type Spread } from './api';
import { Bars } from './Bars';
import { everyDay } from './days';

const RANGES = [
  ['7', '7 days'],
  ['30', '30 days'],
  ['90', '90 days'],
  ['365', 'A year'],
] as const;

/** What fires more seldom is seldom looked for. */
const FIRST_SHOWN = 50;

/** Asked again seldom: a report is read, not watched. */
const AGAIN_MILLIS = 60_000;

const isNight = (hour: number) => hour >= 22 || hour < 7;

/** How quick people were over some time, and how much of it was noise. */
export function ReportPart() {
  const days = useSignal<(typeof RANGES)[number][0]>('30');
  const now = Date.now() / 1_000;
  const from = now - Number(days.value) * 86_400;
  const answer = useAnswer(() => loadReport(from, now), [days.value], AGAIN_MILLIS);
  const report = answer.value.value;
  return (
    <section aria-label="Report" class="report">
      <div class="alerts-bar">
        <Choice
          label="Range"
          values={RANGES}
          chosen={days.value}
          choose={(value) => (days.value = value)}
        />
      </div>
      <Problem text={answer.problem.value} />
      {report && <Figures report={report} from={from} to={now} />}
    </section>
  );
}

interface FiguresProps {
  readonly report: Report;
  readonly from: number;
  readonly to: number;
}

function Figures({ report, from, to }: FiguresProps) {
  const { incidents, messages } = report;
  return (
    <>
      <dl class="report-tiles">
        <Tile title="Incidents" value={String(incidents.count)} />
        <SpreadTile title="Time to acknowledge" spread={incidents.acknowledge} />
        <SpreadTile title="Time to resolve" spread={incidents.resolve} />
        <SpreadTile title="Until people are told" spread={incidents.detect} />
        <Tile
          title="At night"
          value={shareText(incidents.atNight, incidents)}
          note="22 to 7 o'clock"
        />
        <Tile
          title="Ended by itself"
          value={shareText(incidents.endedByItself, incidents)}
          note="within 5 minutes, nobody acted"
        />
        <Tile
          title="Never acknowledged"
          value={shareText(incidents.neverAcknowledged, incidents)}
        />
        <Tile
          title="Messages"
          value={String(messages.told)}
          note={`${messages.isWhole ? '' : 'the newest; '}${messages.repeats} repeated, ${messages.atNight} at night`}
        />
      </dl>
      {incidents.count === 0 ? (
        <Nothing
          title="No incident in this time"
          steps={{ 'All incidents': '/alerts?part=incidents' }}
        >
          When there are some, their days and hours are drawn here, and what fires most.
        </Nothing>
      ) : (
        <Charts report={report} from={from} to={to} />
      )}
    </>
  );
}

function Charts({ report: { incidents }, from, to }: FiguresProps) {
  const byDay = everyDay(incidents.byDay, from, to);
  return (
    <>
      <div class="report-charts">
        <Bars
          label="Incidents by day"
          bars={byDay.map(({ day, count }) => ({ name: day.slice(5), count }))}
          every={Math.ceil(byDay.length / 8)}
        />
        <Bars
          label="Incidents by hour of the day"
          bars={incidents.byHour.map((count, hour) => ({
            name: String(hour),
            count,
            isNight: isNight(hour),
          }))}
          every={3}
        />
      </div>
      <h2>What fires most</h2>
      <NoiseTable alerts={incidents.alerts} kinds={incidents.alertKinds} />
    </>
  );
}

function Tile({ title, value, note }: { title: string; value: string; note?: string }) {
  return (
    <div>
      <dt>{title}</dt>
      <dd>{value}</dd>
      {note && <dd class="hint">{note}</dd>}
    </div>
  );
}

function SpreadTile({ title, spread }: { title: string; spread: Spread }) {
  if (spread.count === 0) return <Tile title={title} value="–" />;
  return (
    <Tile
      title={title}
      value={lengthText(spread.meanSeconds)}
      note={`median ${lengthText(spread.medianSeconds)}, 90 % within ${lengthText(spread.p90Seconds)}`}
    />
  );
}

function shareText(part: number, { count }: IncidentReport): string {
  return count === 0 ? '–' : `${part} (${Math.round((part / count) * 100)} %)`;
}

interface NoiseTableProps {
  readonly alerts: readonly AlertNoise[];
  readonly kinds: number;
}

function NoiseTable({ alerts, kinds }: NoiseTableProps) {
  const { shown, more } = useFirst(alerts, FIRST_SHOWN);
  return (
    <>
      <div class="alerts-scroll">
        <table class="alerts-table is-figures">
          <thead>
            <tr>
              <th scope="col">Alert</th>
              <th scope="col">Incidents</th>
              <th scope="col">At night</th>
              <th scope="col">Ended by itself</th>
              <th scope="col">Never acknowledged</th>
              <th scope="col">Median length</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((alert) => (
              <tr key={alert.title}>
                <th scope="row">{alert.title}</th>
                <td>{alert.count}</td>
                <td>{alert.atNight}</td>
                <td>{alert.endedByItself}</td>
                <td>{alert.neverAcknowledged}</td>
                <td>{alert.resolve.count === 0 ? '–' : lengthText(alert.resolve.medianSeconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {more}
      {kinds > alerts.length && (
        <p class="hint">{kinds - alerts.length} kinds of alerts that fired more seldom.</p>
      )}
    </>
  );
}
