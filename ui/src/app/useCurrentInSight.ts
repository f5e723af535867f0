import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * Scrolls a row of links or buttons sideways so far that the current one is seen, where the row is
 * wider than the screen. Goes to the row's element; `current` is whatever changes with the choice.
 */
export function useCurrentInSight<Row extends HTMLElement>(current: unknown) {
  const row = useRef<Row>(null);
  useLayoutEffect(() => {
    const element = row.current;
    const marked = element?.querySelector<HTMLElement>('[aria-current], [aria-pressed="true"]');
    if (!element || !marked || element.scrollWidth <= element.clientWidth) return;
    const middle = marked.offsetLeft - element.offsetLeft + marked.offsetWidth / 2;
    element.scrollLeft = middle - element.clientWidth / 2;
  }, [current]);
  return row;
}
