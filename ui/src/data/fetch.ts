import { effect } from '@preact/signals';
import { type LiveConnection, RequestError } from '../live/connection';
import type { WireQuery } from '../live/frames';
import type { Interval } from '../time/range';
import type { Frame } from './frame';
import { alignTo, frameOf, type Matrix } from './matrix';

/** Asks for a range over the page's socket; a lost connection only delays the answer. */
export async function fetchFrame(
  connection: LiveConnection,
  queries: readonly WireQuery[],
  interval: Interval,
  step: number,
  signal: AbortSignal,
): Promise<Frame> {
  const grid = alignTo(interval, step);
  const answers = await Promise.all(
    queries.map(async ({ ref, expr }) => ({
      ref,
      matrix: await fetchMatrix(connection, expr, grid, step, signal),
    })),
  );
  return frameOf(answers, grid, step);
}

export async function fetchMatrix(
  connection: LiveConnection,
  expr: string,
  grid: Interval,
  step: number,
  signal: AbortSignal,
): Promise<Matrix> {
  for (;;) {
    await whenOpen(connection, signal);
    try {
      const frame = { type: 'query', expr, start: grid.from, end: grid.to, step } as const;
      const answer = await connection.queries.run(() => connection.request(frame), signal);
      return answer.result as Matrix;
    } catch (error) {
      if (!(error instanceof RequestError && error.isLost) || signal.aborted) throw error;
    }
  }
}

function whenOpen(connection: LiveConnection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = effect(() => {
      if (connection.state.value.kind === 'open') queueMicrotask(finish);
    });
    function finish() {
      stop();
      resolve();
    }
    signal.addEventListener('abort', () => {
      stop();
      reject(new RequestError('No longer needed.', true));
    });
  });
}
