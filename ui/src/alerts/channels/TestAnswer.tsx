import type { TestResult } from './api';

/** How the test of a channel went. */
export function TestAnswer({ result }: { result: TestResult }) {
  const { ok, latency_ms, detail, advice } = result;
  return (
    <p role="status" class={`is-wide ${ok ? 'channel-told' : 'alerts-problem'}`}>
      {ok
        ? `The test arrived after ${Math.round(latency_ms)} ms.`
        : advice || 'The test did not arrive.'}
      {detail && <span class="channel-answer">Answer: {detail}</span>}
    </p>
  );
}
