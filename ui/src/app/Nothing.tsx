import './nothing.css';
import type { ComponentChildren } from 'preact';
import { PageAnchor } from './PageAnchor';

interface NothingProps {
  readonly title: string;
  readonly children: ComponentChildren;
  /** What to do next, the most likely first: where it is done, by what it is called. */
  readonly steps?: Readonly<Record<string, string>>;
}

/** Stands where a list has nothing to show, and leads on. */
export function Nothing({ title, children, steps = {} }: NothingProps) {
  return (
    <div class="nothing">
      <p class="nothing-title">{title}</p>
      <p>{children}</p>
      <p class="nothing-steps">
        {Object.entries(steps).map(([name, path], index) => (
          <PageAnchor
            key={path}
            path={path}
            className={index === 0 ? 'button is-primary' : 'button'}
          >
            {name}
          </PageAnchor>
        ))}
      </p>
    </div>
  );
}
