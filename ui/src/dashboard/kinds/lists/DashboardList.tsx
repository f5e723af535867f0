import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type Found, searchDashboards } from '../../api';
import type { PictureProps } from '../kind';
import { PageAnchor } from '../../../app/PageAnchor';
import { listOption, option } from '../read';

/** Ways to other boards. */
export function DashboardList({ panel, scope }: PictureProps) {
  const groups = useSignal<readonly (readonly [string, readonly Found[]])[] | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    const limit = option(panel, 'limit', 12);
    const search = {
      query: scope.text(option(panel, 'query', '')),
      tags: listOption(panel, 'tags'),
      folder: option(panel, 'folder', ''),
    };
    const wanted = [
      ...(option(panel, 'starred', false) ? [['Starred', { starred: true, limit }] as const] : []),
      ...(option(panel, 'recent', false)
        ? [['Recent', { sort: 'recent', limit } as const] as const]
        : []),
      ...(option(panel, 'search', true) ? [['Dashboards', { ...search, limit }] as const] : []),
    ];
    Promise.all(
      wanted.map(
        async ([title, what]) => [title, (await searchDashboards(what)).dashboards] as const,
      ),
    ).then(
      (found) => (groups.value = found),
      (error: Error) => (problem.value = error.message),
    );
  }, [panel]);
  if (problem.value) return <p class="list-note">{problem.value}</p>;
  if (!groups.value) return <div class="skeleton" role="status" aria-label="Loading dashboards" />;
  const hasHeadings = option(panel, 'headings', true) && groups.value.length > 1;
  return (
    <div class="link-list" tabIndex={0} role="group" aria-label={panel.title || 'Dashboards'}>
      {groups.value.map(([title, found]) => (
        <section key={title}>
          {hasHeadings && <h4>{title}</h4>}
          <ul>
            {found.map((each) => (
              <li key={each.uid}>
                <PageAnchor path={`/d/${each.uid}`}>{each.title}</PageAnchor>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p class="hint">None yet.</p>}
        </section>
      ))}
    </div>
  );
}
