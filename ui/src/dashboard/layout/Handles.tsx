import { useRef } from 'preact/hooks';
import { Icon } from '../../app/Icon';
import { onGrid } from './grid';
import type { Box } from './GridView';

interface HandlesProps {
  readonly box: Box;
  readonly title: string;
  /** Size of one cell of the grid in pixels. */
  readonly cell: () => { readonly width: number; readonly height: number };
  /** Shows where the panel would go; null when it is let go. */
  readonly hold: (box: Box | null) => void;
  readonly drop: (box: Box) => void;
}

const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** What a panel is moved and resized by: with the pointer, or with the arrow keys. */
export function Handles({ box, title, cell, hold, drop }: HandlesProps) {
  return (
    <>
      <Handle
        className="panel-move"
        label={`Move ${title}. Arrow keys move, with Shift they resize.`}
        box={box}
        cell={cell}
        hold={hold}
        drop={drop}
        change={(from, dx, dy) => ({ ...from, x: from.x + dx, y: from.y + dy })}
      />
      <Handle
        className="panel-resize"
        label={`Resize ${title} with the arrow keys`}
        box={box}
        cell={cell}
        hold={hold}
        drop={drop}
        change={(from, dx, dy) => ({ ...from, w: from.w + dx, h: from.h + dy })}
      />
    </>
  );
}

interface HandleProps extends Omit<HandlesProps, 'title'> {
  readonly className: string;
  readonly label: string;
  readonly change: (from: Box, dx: number, dy: number) => Box;
}

function Handle({ className, label, box, cell, hold, drop, change }: HandleProps) {
  const drag = useRef<{ x: number; y: number; from: Box; to: Box } | null>(null);
  const pressed = (event: PointerEvent) => {
    if (event.button !== 0) return;
    event.preventDefault();
    (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
    (event.currentTarget as HTMLElement).focus();
    drag.current = { x: event.clientX, y: event.clientY + scrollY, from: box, to: box };
  };
  const moved = (event: PointerEvent) => {
    const now = drag.current;
    if (!now) return;
    const { width, height } = cell();
    const dx = Math.round((event.clientX - now.x) / width);
    const dy = Math.round((event.clientY + scrollY - now.y) / height);
    now.to = onGrid(change(now.from, dx, dy));
    hold(now.to);
  };
  const released = () => {
    const now = drag.current;
    drag.current = null;
    hold(null);
    if (now && now.to !== now.from) drop(now.to);
  };
  const keyPressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && drag.current) {
      drag.current = null;
      hold(null);
      return;
    }
    const arrow = ARROWS[event.key];
    if (!arrow || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    event.stopPropagation();
    const [dx, dy] = arrow;
    const resized = { ...box, w: box.w + dx, h: box.h + dy };
    drop(onGrid(event.shiftKey ? resized : change(box, dx, dy)));
  };
  return (
    <button
      type="button"
      class={`icon-button ${className}`}
      aria-label={label}
      title={className === 'panel-move' ? 'Move' : 'Resize'}
      onPointerDown={pressed}
      onPointerMove={moved}
      onPointerUp={released}
      onPointerCancel={released}
      onKeyDown={keyPressed}
    >
      {className === 'panel-move' && <Icon name="move" />}
    </button>
  );
}
