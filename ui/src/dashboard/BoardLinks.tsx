import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from '../app/page';
import { PageAnchor } from '../app/PageAnchor';
import { type Found, searchDashboards } from './api';
import { linkAddress } from './links';
import type { BoardLink } from './model';
import type { BoardScope } from './scope';

/** Links of the whole board. */
export function BoardLinks({ links, scope }: { links: readonly BoardLink[]; scope: BoardScope }) {
  const { location, playback } = usePage();
  const shown = links.filter(({ kind, url }) => kind === 'url' && url);
  const tagged = useTagged(links);
  if (shown.length === 0 && tagged.length === 0) return null;
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
      {tagged.map(({ uid, title }) => (
        <PageAnchor key={uid} path={`/d/${uid}`}>
          {title}
        </PageAnchor>
      ))}
    </nav>
  );
}

/** The boards that carry the tags of links of that kind. */
function useTagged(links: readonly BoardLink[]): readonly Found[] {
  const found = useSignal<readonly Found[]>([]);
  const wanted = links.filter(({ kind, tags = [] }) => kind === 'dashboards' && tags.length > 0);
  useEffect(() => {
    let isOutdated = false;
    Promise.all(
      wanted.map(({ tags }) => searchDashboards({ tags, sort: 'title', limit: 20 })),
    ).then(
      (results) => {
        if (!isOutdated) found.value = results.flatMap(({ dashboards }) => dashboards);
      },
      // The board is there without them.
      () => {},
    );
    return () => {
      isOutdated = true;
    };
  }, [JSON.stringify(wanted)]);
  return found.value;
}
