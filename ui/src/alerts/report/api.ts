import { callApi } from '../../data/http';
import { browserZone, zone } from '../../time/zone';

/** How a time spreads over the incidents of which it is known. */
export interface Spread {
  readonly count: number;
  readonly meanSeconds: number;
  readonly medianSeconds: number;
  readonly p90Seconds: number;
}

export interface Noise {
  readonly count: number;
  readonly atNight: number;
  readonly endedByItself: number;
  readonly neverAcknowledged: number;
  readonly resolve: Spread;
}

export interface AlertNoise extends Noise {
  readonly title: string;
}

export interface IncidentReport extends Noise {
  readonly detect: Spread;
  readonly acknowledge: Spread;
  /** The most frequent. */
  readonly alerts: readonly AlertNoise[];
  /** How many there are with the seldom ones. */
  readonly alertKinds: number;
  readonly byHour: readonly number[];
  readonly byDay: readonly { readonly day: string; readonly count: number }[];
}

/** What the messages did, whether or not they belong together. */
export interface MessageReport {
  /** Whether all messages of the time were looked at, or the newest only. */
  readonly isWhole: boolean;
  readonly told: number;
  readonly atNight: number;
  readonly repeats: number;
  readonly receivers: readonly { readonly name: string; readonly count: number }[];
}

export interface Report {
  readonly incidents: IncidentReport;
  readonly messages: MessageReport;
}

/** Times are in seconds since 1970. */
export async function loadReport(from: number, to: number): Promise<Report> {
  const span = new URLSearchParams({
    from: String(from),
    to: String(to),
    zone: zone.value || browserZone(),
  });
  const [incidents, messages] = await Promise.all([
    callApi<IncidentReport>(`alerting/incident-report?${span}`),
    callApi<MessageReport>(`alerting/report?${span}`),
  ]);
  return { incidents, messages };
}
