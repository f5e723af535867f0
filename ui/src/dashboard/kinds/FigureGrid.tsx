import type { ComponentChild } from 'preact';
import type { Figure } from './figures';
import { Omitted } from './Omitted';

/** More figures on one panel are no longer read. */
export const MOST_FIGURES = 200;

interface FigureGridProps {
  readonly kind: string;
  readonly title: string;
  readonly figures: readonly Figure[];
  /** Draws one of them. */
  readonly children: (figure: Figure, key: string) => ComponentChild;
}

/** Figures beside each other; many are scrolled through, also by keys. */
export function FigureGrid({ kind, title, figures, children }: FigureGridProps) {
  const shown = figures.slice(0, MOST_FIGURES);
  return (
    <>
      <div
        class={`figures is-${kind}`}
        data-count={shown.length}
        role="group"
        aria-label={title}
        tabIndex={shown.length > 1 ? 0 : undefined}
      >
        {shown.map((figure, index) => children(figure, `${figure.name} ${index}`))}
      </div>
      <Omitted count={figures.length - shown.length} what="values" />
    </>
  );
}
