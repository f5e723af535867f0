import './editor.css';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { usePage } from '../../app/page';
import { BoardPanel } from '../BoardPanel';
import { useEdited } from '../editContext';
import { KINDS } from '../kinds/kinds';
import { PANEL_KINDS, type Panel, type PanelKindName } from '../model';
import * as changes from './changes';
import { controlsOf } from './controls';
import { ControlField } from './ControlField';
import { EditorBar } from './EditorBar';
import { LinkForm } from './LinkForm';
import { MappingForm } from './MappingForm';
import { OverrideForm } from './OverrideForm';
import { QueryForm } from './QueryForm';
import { ThresholdForm } from './ThresholdForm';
import { TransformForm } from './transform/TransformForm';
import { VariableChoice } from './VariableChoice';

/** Changes a panel and names the change for undo. */
export type Edit = (title: string, change: (panel: Panel) => Panel, group?: string) => void;

/** One panel large, its queries below it, everything that can be set beside it. */
export default function PanelEditor() {
  const { location } = usePage();
  const { session, scope, element } = useEdited();
  const { log } = session;
  const panel = log.value.value.spec.elements[element];
  const edit: Edit = (title, change, group) =>
    log.run(title, changes.setPanel(element, change), group ? `${element} ${group}` : null);
  const leave = () => location.set({ element: null });
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const target = event.target as HTMLElement | null;
      const isText = target?.closest('input, textarea, select, .editor') != null;
      const key = event.key.toLowerCase();
      if (event.key === 'Escape' && !isText && !document.querySelector('dialog[open]')) leave();
      else if (isText || !(event.ctrlKey || event.metaKey)) return;
      else if (key === 'z' && !event.shiftKey) log.undo();
      else if (key === 'y' || key === 'z') log.redo();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', pressed);
    return () => document.removeEventListener('keydown', pressed);
  }, [session, element]);

  const kind = KINDS[panel.kind];
  return (
    <main class="board dashboard panel-editor" id="main">
      <EditorBar />
      <div class="editor-preview">
        <BoardPanel id={element} panel={panel} scope={scope} isFullView />
      </div>
      {kind.data !== 'none' && (
        <div class="editor-queries">
          <QueryForm panel={panel} edit={edit} />
          <TransformForm panel={panel} scope={scope} edit={edit} />
        </div>
      )}
      <aside class="editor-options" aria-label="Settings of the panel">
        <Group title="Panel">
          <label>
            Title
            <input
              type="text"
              value={panel.title ?? ''}
              onInput={(event) => {
                const title = event.currentTarget.value;
                edit('rename a panel', (each) => ({ ...each, title }), 'title');
              }}
            />
          </label>
          <label>
            Description
            <textarea
              rows={2}
              value={panel.description ?? ''}
              onInput={(event) => {
                const description = event.currentTarget.value || undefined;
                edit('describe a panel', (each) => ({ ...each, description }), 'description');
              }}
            />
          </label>
          <KindChoice panel={panel} edit={edit} />
          <VariableChoice panel={panel} edit={edit} />
        </Group>
        {controlsOf(panel).map(({ title, controls }) => (
          <Group title={title} key={title}>
            {controls.map((control) => (
              <ControlField key={control.path} control={control} panel={panel} edit={edit} />
            ))}
          </Group>
        ))}
        {panel.queries && (
          <>
            <Group title="Thresholds">
              <ThresholdForm panel={panel} edit={edit} />
            </Group>
            <Group title="Words for values">
              <MappingForm panel={panel} edit={edit} />
            </Group>
            <Group title="Exceptions">
              <OverrideForm panel={panel} edit={edit} />
            </Group>
          </>
        )}
        <Group title="Links">
          <LinkForm panel={panel} edit={edit} />
        </Group>
      </aside>
    </main>
  );
}

function Group({ title, children }: { title: string; children: ComponentChildren }) {
  return (
    <fieldset class="form-part">
      <legend>{title}</legend>
      {children}
    </fieldset>
  );
}

function KindChoice({ panel, edit }: { panel: Panel; edit: Edit }) {
  const choose = (kind: PanelKindName) =>
    edit('change the kind of a panel', (each) => {
      const { initial, data } = KINDS[kind];
      const queries =
        data === 'none' ? undefined : (each.queries ?? changes.newPanel(kind).queries);
      const known = Object.keys(initial.options ?? {}).filter((key) => key in (each.options ?? {}));
      const kept = Object.fromEntries(known.map((key) => [key, each.options![key]]));
      return { ...each, kind, queries, options: { ...initial.options, ...kept } };
    });
  return (
    <label>
      Kind
      <select
        value={panel.kind}
        onChange={(event) => choose(event.currentTarget.value as PanelKindName)}
      >
        {PANEL_KINDS.filter((kind) => kind === panel.kind || kind !== 'placeholder').map((kind) => (
          <option key={kind} value={kind}>
            {KINDS[kind].title}
          </option>
        ))}
      </select>
    </label>
  );
}
