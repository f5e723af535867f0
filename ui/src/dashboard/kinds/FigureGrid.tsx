import type { ComponentChildren } from 'preact';

interface FigureGridProps {
  readonly kind: string;
  readonly title: string;
  readonly count: number;
  readonly children: ComponentChildren;
}

/** Figures beside each other; many are scrolled through, also by keys. */
export function FigureGrid({ kind, title, count, children }: FigureGridProps) {
  return (
    <div
      class={`figures is-${kind}`}
      data-count={count}
      role="group"
      aria-label={title}
      tabIndex={count > 1 ? 0 : undefined}
    >
      {children}
    </div>
  );
}
