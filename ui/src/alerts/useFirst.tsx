import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';

interface First<T> {
  readonly shown: readonly T[];
  /** Shows the others; null if there are none. */
  readonly more: ComponentChildren;
}

/** The first rows of a list, and a button for all of them. */
export function useFirst<T>(rows: readonly T[], most: number): First<T> {
  const isWhole = useSignal(false);
  if (isWhole.value || rows.length <= most) return { shown: rows, more: null };
  return {
    shown: rows.slice(0, most),
    more: (
      <button type="button" class="button" onClick={() => (isWhole.value = true)}>
        Show all {rows.length}
      </button>
    ),
  };
}
