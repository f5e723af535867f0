import { effect } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { PageLocation } from './location';

/** Whether what had the focus is gone, so that the next key would begin at the top of the page. */
function isFocusLost(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}

/** Once what has just changed is on the page. */
function afterDrawing(task: () => void): void {
  requestAnimationFrame(() => setTimeout(task));
}

/**
 * Puts the focus on the first field of what opens within the page, as a dialog does, and back to
 * where it was when that is gone.
 */
export function useFocusWithin<Part extends HTMLElement>(): RefObject<Part | null> {
  const root = useRef<Part>(null);
  useLayoutEffect(() => {
    const before = document.activeElement as HTMLElement | null;
    root.current?.querySelector<HTMLElement>('input, select, textarea')?.focus();
    return () => afterDrawing(() => isFocusLost() && before?.focus());
  }, []);
  return root;
}

/** Gives the focus to what stands in the place of a button that went with what it ended. */
export function useFocusAfter(isOver: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const wasOver = useRef(isOver);
  useLayoutEffect(() => {
    if (isOver && !wasOver.current) afterDrawing(() => isFocusLost() && button.current?.focus());
    wasOver.current = isOver;
  }, [isOver]);
  return button;
}

/** Keeps the focus with a panel that is shown alone or edited, and afterwards on the board. */
export function keepFocusOnPanel(location: PageLocation): () => void {
  let before: string | null | undefined;
  return effect(() => {
    const shown = location.panel.value ?? location.parameter('element');
    const panel = shown ?? before;
    const isFirst = before === undefined;
    const isSame = shown === before;
    before = shown;
    if (isFirst || isSame || !panel) return;
    afterDrawing(() => isFocusLost() && panelCalled(panel)?.focus());
  });
}

function panelCalled(id: string): HTMLElement | null {
  const name = CSS.escape(id);
  // Of the copies of a repeated panel the first.
  return document.querySelector(`[data-panel="${name}"], [data-panel^="${name}~"]`);
}

/** Moves the focus among choices by the arrows, Home and End; false if the key is none of these. */
export function moveAmong(event: KeyboardEvent, choices: readonly HTMLElement[]): boolean {
  const at = choices.indexOf(document.activeElement as HTMLElement);
  const next = nextOf(event.key, at, choices.length);
  if (next === null) return false;
  event.preventDefault();
  event.stopPropagation();
  choices[next].focus();
  return true;
}

/** Which of so many choices a key leads to, from the one at hand (-1 for none); null for other keys. */
export function nextOf(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  switch (key) {
    case 'ArrowDown':
      return (at + 1) % count;
    case 'ArrowUp':
      return at <= 0 ? count - 1 : at - 1;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
