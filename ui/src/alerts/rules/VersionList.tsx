import { useSignal } from '@preact/signals';
import { Problem } from '../Problem';
import { momentText } from '../words';
import { type GroupVersion, listVersions, type SavedGroup } from './api';

interface VersionListProps {
  readonly group: SavedGroup;
  readonly restore: (version: GroupVersion) => void;
}

/** Who saved what when, and a way back to it. */
export function VersionList({ group, restore }: VersionListProps) {
  const versions = useSignal<readonly GroupVersion[] | null>(null);
  const problem = useSignal('');
  const load = () =>
    listVersions(group).then(
      (list) => (versions.value = list),
      (error: Error) => (problem.value = error.message),
    );
  const isOld = versions.value && versions.value[0]?.version !== group.version;
  if (isOld) void load();
  return (
    <details onToggle={(event) => event.currentTarget.open && void load()}>
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
