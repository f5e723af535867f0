import { callApi } from '../../data/http';

/** How one way to tell somebody does. Times are in seconds, 0 for never. */
export interface Channel {
  readonly name: string;
  readonly ok: boolean;
  readonly lastError: string;
  readonly lastTold: number;
  readonly lastFailed: number;
  readonly told: number;
  readonly failed: number;
  readonly waiting: number;
  readonly advice: string;
  /** When the next waiting message is tried, and since when the oldest waits; null if none does. */
  readonly nextAttempt: number | null;
  readonly oldest: number | null;
}

/** Whether it only writes to the server's log. */
export const isLog = ({ name }: Channel): boolean => name.includes('/console[');

export interface TestResult {
  readonly channel: string;
  readonly ok: boolean;
  readonly latency_ms: number;
  readonly detail: string;
  readonly advice: string;
}

export const listChannels = () => callApi<{ channels: readonly Channel[] }>('alerting/channels');

/** Sends a marked test and waits for the answer of the other side. */
export const testChannel = (channel: string) =>
  callApi<TestResult>('alerting/test', new URLSearchParams({ channel }));
