import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Problem } from '../Problem';
import { momentText } from '../words';
import { type GroupVersion, listVersions, type SavedGroup } from './api';

interface VersionListProps {
  readonly group: SavedGroup;
  readonly restore: (version: GroupVersion) => void;
}

/** Who saved what when, and a way back to it. */
export function VersionList({ group, restore }: VersionListProps) {
  const isOpen = useSignal(false);
  const versions = useSignal<readonly GroupVersion[] | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    if (!isOpen.value) return;
    listVersions(group).then(
      (list) => (versions.value = list),
      (error: Error) => (problem.value = error.message),
    );
  }, [isOpen.value, group.version]);
  return (
    <details onToggle={(event) => (isOpen.value = event.currentTarget.open)}>
      <summary>Version {group.version}</summary>
      <Problem text={problem.value} />
      <ul aria-label="Versions">
        {versions.value?.map((version) => (
          <li key={version.version}>
            <strong>{version.version}</strong>
            <span>
              {version.author}, {momentText(version.savedAt)}
            </span>
            <span class="alert-receiver">
              {version.group === null ? 'deleted' : version.message}
            </span>
            {version.group !== null && version.version !== group.version && (
              <button type="button" class="button" onClick={() => restore(version)}>
                Restore
              </button>
            )}
          </li>
        ))}
      </ul>
    </details>
  );
}
