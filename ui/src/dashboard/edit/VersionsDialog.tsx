import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Dialog } from '../../app/Dialog';
import { type Difference, differences, type Version, versionsOf } from '../api';
import { agoText } from '../kinds/lists/ago';
import { placeText } from './place';
import type { BoardSession } from './session';

/** Who changed what and when, and the way back. */
export function VersionsDialog({ session, close }: { session: BoardSession; close: () => void }) {
  const versions = useSignal<readonly Version[] | null>(null);
  const chosen = useSignal<number | null>(null);
  const changes = useSignal<readonly Difference[] | null>(null);
  const problem = useSignal('');
  const newest = session.stored.value.metadata.version ?? 0;
  const placeOf = (path: string) =>
    placeText(session.stored.value.spec, path.replace('/spec', '')) || path;
  const failed = (error: Error) => (problem.value = error.message);
  useEffect(() => {
    versionsOf(session.uid).then((found) => (versions.value = found), failed);
  }, [session]);
  const show = (version: number) => {
    chosen.value = version;
    changes.value = null;
    differences(session.uid, version, newest).then((found) => (changes.value = found), failed);
  };
  const restore = (version: number) => {
    session.restore(version).then(close, failed);
  };
  return (
    <Dialog label="Versions" className="form-dialog is-wide" close={close}>
      <h2>Versions</h2>
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      {!versions.value && !problem.value && (
        <div class="list-skeleton" role="status" aria-label="Loading" />
      )}
      <div class="versions">
        <ol>
          {versions.value?.map(({ version, savedAt, author, message, source }) => (
            <li key={version}>
              <button
                type="button"
                aria-pressed={chosen.value === version}
                onClick={() => show(version)}
              >
                <strong>{`Version ${version}`}</strong>
                <span class="hint">
                  {`${agoText(Date.parse(savedAt))} by ${author}${source && source !== 'ui' ? `, ${source}` : ''}`}
                </span>
                {message && <span>{message}</span>}
              </button>
            </li>
          ))}
        </ol>
        <div class="version-changes" tabIndex={0} role="group" aria-label="Differences">
          {chosen.value === null && (
            <p class="hint">Choose a version to see what has changed since.</p>
          )}
          {chosen.value === newest && <p class="hint">This is the newest version.</p>}
          {changes.value && chosen.value !== newest && (
            <>
              <ul>
                {changes.value.map(({ path, change, from, to }) => (
                  <li key={path} class={`is-${change}`}>
                    <span class="clash-place">{placeOf(path)}</span>
                    {from !== undefined && <del>{short(from)}</del>}
                    {to !== undefined && <ins>{short(to)}</ins>}
                  </li>
                ))}
              </ul>
              {changes.value.length === 0 && <p class="hint">Nothing has changed since.</p>}
              <button
                type="button"
                class="button is-primary"
                onClick={() => restore(chosen.value!)}
              >
                {`Restore version ${chosen.value}`}
              </button>
            </>
          )}
        </div>
      </div>
      <div class="form-buttons">
        <button type="button" class="button" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
