import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';

/** Closes what is open on Escape, and when the pointer or the focus goes elsewhere. */
export function useDismiss(
  root: RefObject<HTMLElement | null>,
  isOpen: boolean,
  close: () => void,
): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const isOutside = (target: EventTarget | null) => !root.current?.contains(target as Node);
    const pointed = (event: Event) => {
      if (isOutside(event.target)) close();
    };
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.stopPropagation();
      close();
      root.current?.querySelector<HTMLElement>('[aria-expanded]')?.focus();
    };
    document.addEventListener('pointerdown', pointed);
    document.addEventListener('focusin', pointed);
    root.current?.addEventListener('keydown', pressed);
    const element = root.current;
    return () => {
      document.removeEventListener('pointerdown', pointed);
      document.removeEventListener('focusin', pointed);
      element?.removeEventListener('keydown', pressed);
    };
  }, [isOpen]);
}
