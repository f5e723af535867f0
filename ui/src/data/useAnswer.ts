import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

export interface Answer<T> {
  readonly value: Signal<T | null>;
  readonly problem: Signal<string>;
  /** Asks again. */
  readonly refresh: () => void;
}

/**
 * What a request answers, asked again some seconds after it was answered; not while nobody looks
 * at the page.
 */
export function useAnswer<T>(
  ask: () => Promise<T>,
  depends: readonly unknown[],
  everyMillis = 5_000,
): Answer<T> {
  const value = useSignal<T | null>(null);
  const problem = useSignal('');
  const rounds = useSignal(0);
  useEffect(
    () =>
      repeat(
        () =>
          ask().then(
            (answer) => () => {
              value.value = answer;
              problem.value = '';
            },
            (error: Error) => () => (problem.value = error.message),
          ),
        everyMillis,
      ),
    [...depends, rounds.value],
  );
  return { value, problem, refresh: () => (rounds.value += 1) };
}

/** Asks, takes the answer up unless it was ended meanwhile, and waits. Returns how to end it. */
function repeat(ask: () => Promise<() => void>, everyMillis: number): () => void {
  let isEnded = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isWaiting = false;
  const run = async () => {
    isWaiting = false;
    const takeUp = await ask();
    if (isEnded) return;
    takeUp();
    isWaiting = true;
    timer = setTimeout(lookAgain, everyMillis);
  };
  const lookAgain = () => {
    if (!document.hidden) void run();
  };
  const seen = () => {
    if (!isWaiting || document.hidden) return;
    clearTimeout(timer);
    void run();
  };
  document.addEventListener('visibilitychange', seen);
  void run();
  return () => {
    isEnded = true;
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}
