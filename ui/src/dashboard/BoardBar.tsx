import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { useFocusAfter } from '../app/focus';
import { Icon, type IconName } from '../app/Icon';
import { Menu } from '../app/Menu';
import { usePage } from '../app/page';
import type { Printing } from '../app/printing';
import { YoungNote } from '../app/YoungNote';
import { keepLocally, newUid } from './edit/emptyBoard';
import { ConflictDialog } from './edit/ConflictDialog';
import { KindDialog } from './edit/KindDialog';
import { SaveDialog } from './edit/SaveDialog';
import { SettingsDialog } from './edit/SettingsDialog';
import { VersionsDialog } from './edit/VersionsDialog';
import * as changes from './edit/changes';
import type { BoardSession } from './edit/session';
import { exportAddress, setStar } from './api';
import { ShareDialog } from './ShareDialog';

type Overlay = 'save' | 'settings' | 'versions' | 'kinds' | 'share' | null;

/** The name of the board and what can be done with it. */
export function BoardBar({ session, isEditing }: { session: BoardSession; isEditing: boolean }) {
  const { location, printing } = usePage();
  const overlay = useSignal<Overlay>(null);
  const board = session.log.value.value;
  const { metadata, spec } = board;
  const { log, isDirty } = session;
  usePrintKey(printing);
  useEditingKeys(session, isEditing, () => (overlay.value = 'save'));
  const close = () => (overlay.value = null);
  const copy = () => {
    const uid = newUid();
    const spec = { ...board.spec, title: `${board.spec.title} (copy)` };
    const made = { ...board, spec, metadata: { uid, folder: '', tags: metadata.tags, version: 0 } };
    keepLocally(made);
    location.open(`/d/${uid}`, { new: '', edit: '' });
  };
  const stop = () => location.set({ edit: null, element: null });
  const editButton = useFocusAfter(!isEditing);

  return (
    <div class="board-bar">
      <h1>{spec.title}</h1>
      {(metadata.tags ?? []).map((tag) => (
        <span class="tag" key={tag}>
          {tag}
        </span>
      ))}
      {metadata.readOnly && <span class="tag is-quiet">ready-made</span>}
      <Star uid={metadata.uid} isNew={session.isNew} />
      <div class="board-bar-space" />
      <YoungNote />
      {session.hasDraft.value && isDirty.value && (
        <span class="draft-note" role="status">
          Unsaved changes are back.
        </span>
      )}
      {isEditing ? (
        <>
          <IconButton
            name="undo"
            label={`Undo ${log.undoTitle.value}`}
            isOff={!log.canUndo.value}
            run={() => log.undo()}
          />
          <IconButton
            name="redo"
            label={`Redo ${log.redoTitle.value}`}
            isOff={!log.canRedo.value}
            run={() => log.redo()}
          />
          <button type="button" class="button" onClick={() => (overlay.value = 'kinds')}>
            <Icon name="plus" />
            Add
          </button>
          <button type="button" class="button" onClick={() => (overlay.value = 'settings')}>
            Settings
          </button>
          <button type="button" class="button" onClick={stop}>
            Done
          </button>
          <button
            type="button"
            class="button is-primary"
            disabled={!isDirty.value}
            onClick={() => (overlay.value = 'save')}
          >
            Save
          </button>
        </>
      ) : (
        <>
          <IconButton name="share" label="Share" run={() => (overlay.value = 'share')} />
          {!metadata.readOnly && (
            <button
              ref={editButton}
              type="button"
              class="button"
              onClick={() => location.set({ edit: '' })}
            >
              <Icon name="edit" />
              {isDirty.value ? 'Go on editing' : 'Edit'}
            </button>
          )}
        </>
      )}
      <Menu
        label="More about this board"
        items={[
          ...(session.isNew
            ? []
            : [
                { title: 'Versions', run: () => (overlay.value = 'versions') },
                ...(['json', 'yaml', 'grafana'] as const).map((format) => ({
                  title: `Export as ${format === 'grafana' ? 'Grafana JSON' : format.toUpperCase()}`,
                  run: () => window.location.assign(exportAddress(metadata.uid, format)),
                })),
              ]),
          ...(isDirty.value
            ? [{ title: 'Discard the changes', run: () => (session.discard(), stop()) }]
            : []),
          { title: 'Make a copy', run: copy },
          { title: 'Print or save as PDF', run: () => void printing.print() },
          { title: 'Kiosk', run: () => location.set({ kiosk: '' }) },
        ]}
      />
      {overlay.value === 'save' && <SaveDialog session={session} close={close} done={stop} />}
      {overlay.value === 'settings' && <SettingsDialog session={session} close={close} />}
      {overlay.value === 'versions' && <VersionsDialog session={session} close={close} />}
      {overlay.value === 'share' && <ShareDialog session={session} close={close} />}
      {overlay.value === 'kinds' && (
        <KindDialog
          close={close}
          addRow={() => log.run('add a row', changes.addRow('New row'))}
          choose={(kind) => {
            const element = changes.freeElement(log.value.peek());
            log.run('add a panel', changes.addPanel(element, changes.newPanel(kind)));
            location.set({ element });
          }}
        />
      )}
      {session.conflict.value && (
        <ConflictDialog session={session} conflict={session.conflict.value} />
      )}
    </div>
  );
}

interface IconButtonProps {
  readonly name: IconName;
  readonly label: string;
  readonly isOff?: boolean;
  readonly run: () => void;
}

function IconButton({ name, label, isOff = false, run }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={run}
    >
      <Icon name={name} />
    </button>
  );
}

function Star({ uid, isNew }: { uid: string; isNew: boolean }) {
  const isStarred = useSignal(false);
  useEffect(() => {
    if (isNew) return;
    fetch('/api/v1/stars')
      .then((response) => response.json())
      .then(
        (answer: { data?: readonly string[] }) =>
          (isStarred.value = answer.data?.includes(uid) ?? false),
        () => {},
      );
  }, [uid, isNew]);
  if (isNew) return null;
  const toggle = () => {
    isStarred.value = !isStarred.value;
    setStar(uid, isStarred.value).catch(() => (isStarred.value = !isStarred.value));
  };
  return (
    <button
      type="button"
      class={`icon-button star ${isStarred.value ? 'is-on' : ''}`}
      aria-label="Star"
      aria-pressed={isStarred.value}
      title={isStarred.value ? 'Take the star away' : 'Star: keep it at the top of the list'}
      onClick={toggle}
    >
      <Icon name="star" />
    </button>
  );
}

/** The browser's own key prints what is on the screen; here it is the whole board. */
function usePrintKey(printing: Printing): void {
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const isOurs = (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'p';
      if (!isOurs || event.shiftKey || event.altKey) return;
      event.preventDefault();
      void printing.print();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [printing]);
}

/** Undo, redo and save by the keys that every editor has. */
function useEditingKeys(session: BoardSession, isEditing: boolean, save: () => void): void {
  useEffect(() => {
    if (!isEditing) return undefined;
    const pressed = (event: KeyboardEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      if (document.querySelector('dialog[open]')) return;
      const target = event.target as HTMLElement | null;
      const key = event.key.toLowerCase();
      const isText = target?.closest('input, textarea, .editor') != null;
      if (key === 's') save();
      else if (isText) return;
      else if (key === 'z' && !event.shiftKey) session.log.undo();
      else if (key === 'y' || (key === 'z' && event.shiftKey)) session.log.redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [session, isEditing]);
}
