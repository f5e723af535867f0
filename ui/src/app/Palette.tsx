import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Command } from './commands';
import { Dialog } from './Dialog';
import { fuzzyScore } from './fuzzy';
import { keyLabel } from './keyboard';

const MOST_SHOWN = 12;
/** A pause in typing after which the server is asked too. */
const TYPING_MILLIS = 150;

interface PaletteProps {
  readonly commands: readonly Command[];
  /** What else goes by that name, such as dashboards. */
  readonly find: (text: string) => Promise<readonly Command[]>;
  readonly close: () => void;
}

/** Every command of the page behind a few letters of its name. */
export function CommandPalette({ commands, find, close }: PaletteProps) {
  const text = useSignal('');
  const others = useSignal<readonly Command[]>([]);
  useEffect(() => {
    let isOutdated = false;
    const timer = setTimeout(() => {
      find(text.value.trim()).then(
        (found) => {
          if (!isOutdated) others.value = found;
        },
        // The commands are there without them.
        () => {},
      );
    }, TYPING_MILLIS);
    return () => {
      isOutdated = true;
      clearTimeout(timer);
    };
  }, [text.value]);
  const chosen = useSignal(0);
  const list = useRef<HTMLUListElement>(null);
  const found = commands
    .map((command) => ({
      command,
      score: fuzzyScore(text.value, `${command.title} ${command.group}`),
    }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST_SHOWN)
    .map(({ command }) => command)
    .concat(others.value);
  useEffect(() => {
    list.current?.children[chosen.value]?.scrollIntoView({ block: 'nearest' });
  }, [chosen.value]);

  const run = (command: Command | undefined) => {
    close();
    command?.run();
  };
  const keyPressed = (event: KeyboardEvent) => {
    if (event.key === 'Enter') run(found[chosen.value]);
    else if (event.key === 'ArrowDown') chosen.value = Math.min(found.length - 1, chosen.value + 1);
    else if (event.key === 'ArrowUp') chosen.value = Math.max(0, chosen.value - 1);
    else return;
    event.preventDefault();
  };
  return (
    <Dialog label="Command palette" className="palette" close={close}>
      <input
        class="palette-input"
        type="text"
        role="combobox"
        aria-label="Command"
        aria-expanded="true"
        aria-controls="palette-list"
        aria-activedescendant={found.length > 0 ? `palette-${chosen.value}` : undefined}
        placeholder="Go to a page, a panel, a time range…"
        autoFocus
        value={text}
        onInput={(event) => {
          text.value = event.currentTarget.value;
          chosen.value = 0;
        }}
        onKeyDown={keyPressed}
      />
      <ul class="palette-list" id="palette-list" role="listbox" aria-label="Commands" ref={list}>
        {found.map((command, index) => (
          <li
            key={command.group + command.title}
            id={`palette-${index}`}
            role="option"
            aria-selected={index === chosen.value}
            onClick={() => run(command)}
          >
            <span>{command.title}</span>
            <span class="palette-group">{command.group}</span>
            {command.keys && <Keys keys={command.keys} />}
          </li>
        ))}
        {found.length === 0 && <li class="palette-none">Nothing is called that.</li>}
      </ul>
    </Dialog>
  );
}

export function Keys({ keys }: { keys: string }) {
  return (
    <span class="keys">
      {keys.split(' ').map((key) => (
        <kbd key={key}>{keyLabel(key)}</kbd>
      ))}
    </span>
  );
}
