import type { Command } from './commands';

/** After this pause the next key begins a new sequence. */
const SEQUENCE_MILLIS = 1_200;

/** Runs commands by their keys; sequences such as `t z` are typed one after the other. */
export function listenToKeys(commands: () => readonly Command[]): () => void {
  let typed: string[] = [];
  let last = 0;

  const pressed = (event: KeyboardEvent) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
      event.preventDefault();
      commands()
        .find(({ keys }) => keys === '/')
        ?.run();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (document.querySelector('dialog[open]')) return;
    const now = performance.now();
    typed = now - last > SEQUENCE_MILLIS ? [event.key] : [...typed, event.key];
    last = now;
    const command = matching(typed.join(' ')) ?? matching(event.key);
    if (command) {
      event.preventDefault();
      typed = [];
      command.run();
    }
  };
  const matching = (keys: string) => commands().find((command) => command.keys === keys);
  document.addEventListener('keydown', pressed);
  return () => document.removeEventListener('keydown', pressed);
}

/** Inside a shadow root the event's target is its host, so the path is asked instead. */
function isTyping(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  return element?.closest?.('input, textarea, select, [contenteditable=true], .editor') != null;
}

/** A key as it is printed. */
export function keyLabel(key: string): string {
  const labels: Record<string, string> = { ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' };
  return labels[key] ?? key;
}
