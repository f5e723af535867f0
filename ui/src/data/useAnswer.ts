import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Answer<T> {
  readonly value: Signal<T | null>;
  readonly problem: Signal<string>;
  /** Asks again. */
  readonly refresh: () => void;
}

/** What a request answers, asked again every few seconds. */
export function useAnswer<T>(
  ask: () => Promise<T>,
  depends: readonly unknown[],
  everyMillis = 5_000,
): Answer<T> {
  const value = useSignal<T | null>(null);
  const problem = useSignal('');
  const rounds = useSignal(0);
  useEffect(() => {
    let isOutdated = false;
    const run = () =>
      ask().then(
        (answer) => {
          if (isOutdated) return;
          value.value = answer;
          problem.value = '';
        },
        (error: Error) => {
          if (!isOutdated) problem.value = error.message;
        },
      );
    run();
    const timer = setInterval(run, everyMillis);
    return () => {
      isOutdated = true;
      clearInterval(timer);
    };
  }, [...depends, rounds.value]);
  return { value, problem, refresh: () => (rounds.value += 1) };
}
