import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { zoneOf } from '../../time/zone';
import { Dialog } from '../../app/Dialog';
import { ZoneSelect } from '../../app/ZoneSelect';
import { type Folder, listFolders } from '../api';
import type { Dashboard } from '../model';
import { AnnotationForm } from './AnnotationForm';
import * as changes from './changes';
import type { BoardSession } from './session';
import { VariableForm } from './VariableForm';

const PARTS = ['General', 'Variables', 'Annotations', 'JSON'] as const;

/** What a board is besides its panels. */
export function SettingsDialog({ session, close }: { session: BoardSession; close: () => void }) {
  const part = useSignal<(typeof PARTS)[number]>('General');
  return (
    <Dialog label="Settings of the board" className="form-dialog is-wide" close={close}>
      <div class="board-tabs" role="tablist">
        {PARTS.map((name) => (
          <button
            type="button"
            role="tab"
            key={name}
            aria-selected={part.value === name}
            onClick={() => (part.value = name)}
          >
            {name}
          </button>
        ))}
      </div>
      {part.value === 'General' && <General session={session} />}
      {part.value === 'Variables' && <VariableForm session={session} />}
      {part.value === 'Annotations' && <AnnotationForm session={session} />}
      {part.value === 'JSON' && <Json session={session} />}
      <div class="form-buttons">
        <button type="button" class="button is-primary" onClick={close}>
          Close
        </button>
      </div>
    </Dialog>
  );
}

function General({ session }: { session: BoardSession }) {
  const folders = useSignal<readonly Folder[]>([]);
  useEffect(() => {
    listFolders().then(
      (found) => (folders.value = found),
      () => {},
    );
  }, []);
  const { log } = session;
  const { spec, metadata } = log.value.value;
  const set = (parts: Partial<Dashboard['spec']>, group: string) =>
    log.run('change the settings', changes.setSpec(parts), group);
  return (
    <div class="form-part">
      <label>
        Name
        <input
          type="text"
          value={spec.title}
          onInput={(event) => set({ title: event.currentTarget.value }, 'title')}
        />
      </label>
      <label>
        What it is for
        <textarea
          rows={2}
          value={spec.description ?? ''}
          onInput={(event) => set({ description: event.currentTarget.value }, 'description')}
        />
      </label>
      <label>
        Tags, separated by commas
        <input
          type="text"
          value={(metadata.tags ?? []).join(', ')}
          onChange={(event) => {
            const tags = event.currentTarget.value.split(',').map((tag) => tag.trim());
            log.run('change the tags', changes.setMetadata({ tags: tags.filter(Boolean) }));
          }}
        />
      </label>
      <label>
        Folder
        <select
          value={metadata.folder ?? ''}
          onChange={(event) =>
            log.run('move the board', changes.setMetadata({ folder: event.currentTarget.value }))
          }
        >
          <option value="">At the top</option>
          {folders.value
            .filter(({ uid }) => uid !== 'muninn')
            .map(({ uid, path }) => (
              <option key={uid} value={uid}>
                {path.join(' / ')}
              </option>
            ))}
        </select>
      </label>
      <div class="form-row">
        <label>
          From
          <input
            type="text"
            value={spec.time?.from ?? 'now-30m'}
            onChange={(event) =>
              set({ time: { to: 'now', ...spec.time, from: event.currentTarget.value } }, 'from')
            }
          />
        </label>
        <label>
          To
          <input
            type="text"
            value={spec.time?.to ?? 'now'}
            onChange={(event) =>
              set({ time: { from: 'now-30m', ...spec.time, to: event.currentTarget.value } }, 'to')
            }
          />
        </label>
        <ZoneSelect
          value={zoneOf(spec.time?.timezone)}
          unset="The reader's"
          choose={(name) =>
            set(
              { time: { from: 'now-30m', to: 'now', ...spec.time, timezone: name || 'browser' } },
              'zone',
            )
          }
        />
        <label>
          Refresh
          <select
            value={spec.refresh?.mode ?? 'live'}
            onChange={(event) =>
              set(
                { refresh: { ...spec.refresh, mode: event.currentTarget.value as 'live' } },
                'refresh',
              )
            }
          >
            <option value="live">Live, as data come</option>
            <option value="interval">At intervals</option>
            <option value="off">Only when asked</option>
          </select>
        </label>
        {spec.refresh?.mode === 'interval' && (
          <label>
            Every
            <input
              type="text"
              value={spec.refresh.every ?? '1m'}
              onChange={(event) =>
                set({ refresh: { mode: 'interval', every: event.currentTarget.value } }, 'every')
              }
            />
          </label>
        )}
        <label>
          Crosshair
          <select
            value={spec.cursorSync ?? 'crosshair'}
            onChange={(event) =>
              set({ cursorSync: event.currentTarget.value as 'crosshair' }, 'cursor')
            }
          >
            <option value="crosshair">On all graphs</option>
            <option value="off">On one graph</option>
          </select>
        </label>
      </div>
    </div>
  );
}

function Json({ session }: { session: BoardSession }) {
  const { log } = session;
  const text = useSignal(JSON.stringify(log.value.peek(), null, 2));
  const problem = useSignal('');
  const apply = () => {
    try {
      const board = JSON.parse(text.value) as Dashboard;
      if (!board.spec?.layout || !board.spec.elements)
        throw new Error('spec.elements and spec.layout have to be there.');
      const { metadata } = log.value.peek();
      log.run('edit the JSON', () => ({
        ...board,
        metadata: { ...board.metadata, uid: metadata.uid, version: metadata.version },
      }));
      problem.value = '';
    } catch (error) {
      problem.value = (error as Error).message;
    }
  };
  return (
    <div class="form-part">
      <textarea
        class="code"
        rows={18}
        aria-label="The board as JSON"
        spellcheck={false}
        value={text}
        onInput={(event) => (text.value = event.currentTarget.value)}
      />
      {problem.value && (
        <p class="form-problem" role="alert">
          {problem.value}
        </p>
      )}
      <div class="form-buttons is-left">
        <button type="button" class="button" onClick={apply}>
          Take over
        </button>
      </div>
    </div>
  );
}
