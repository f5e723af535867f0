import { usePage } from '../app/page';
import { linkAddress } from './links';
import type { BoardLink } from './model';
import type { BoardScope } from './scope';

/** Links of the whole board. */
export function BoardLinks({ links, scope }: { links: readonly BoardLink[]; scope: BoardScope }) {
  const { location, playback } = usePage();
  const shown = links.filter(({ kind, url }) => kind === 'url' && url);
  if (shown.length === 0) return null;
  return (
    <nav class="board-links" aria-label="Links of this board">
      {shown.map((link) => {
        const target = { ...link, url: link.url! };
        const address = linkAddress(target, scope, location.range.value, playback.interval());
        return address ? (
          <a
            key={link.url}
            href={address}
            target={link.newTab ? '_blank' : undefined}
            rel="noopener"
            title={link.tooltip}
          >
            {scope.text(link.title || link.url!)}
          </a>
        ) : null;
      })}
    </nav>
  );
}
