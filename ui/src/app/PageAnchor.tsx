import type { ComponentChildren } from 'preact';
import { usePage } from './page';

interface PageAnchorProps {
  readonly path: string;
  readonly className?: string;
  readonly label?: string;
  readonly children: ComponentChildren;
}

/** A link within the page: opens without loading anew, or in a tab of its own as the keys say. */
export function PageAnchor({ path, className, label, children }: PageAnchorProps) {
  const { location } = usePage();
  const go = (event: MouseEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    location.open(path);
  };
  return (
    <a href={path} class={className} aria-label={label} onClick={go}>
      {children}
    </a>
  );
}
