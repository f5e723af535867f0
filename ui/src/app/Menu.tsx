import { useRef } from 'preact/hooks';
import { useSignal } from '@preact/signals';
import { moveAmong } from './focus';
import { useDismiss } from './useDismiss';

export interface MenuItem {
  readonly title: string;
  run(): void;
}

/** A button with three dots and the actions behind it. */
export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const isOpen = useSignal(false);
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    isOpen.value = false;
  };
  useDismiss(root, isOpen.value, close);

  const run = (item: MenuItem) => {
    close();
    button.current?.focus();
    item.run();
  };
  const keyPressed = (event: KeyboardEvent) => {
    if (!isOpen.value) return;
    moveAmong(event, [...root.current!.querySelectorAll<HTMLElement>('[role=menuitem]')]);
  };
  return (
    <div class="menu" ref={root} onKeyDown={keyPressed}>
      <button
        ref={button}
        type="button"
        class="icon-button"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen.value}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
          <circle cx="3" cy="8" r="1.3" />
          <circle cx="8" cy="8" r="1.3" />
          <circle cx="13" cy="8" r="1.3" />
        </svg>
      </button>
      {isOpen.value && (
        <div class="menu-list" role="menu" aria-label={label}>
          {items.map((item) => (
            <button type="button" role="menuitem" key={item.title} onClick={() => run(item)}>
              {item.title}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
