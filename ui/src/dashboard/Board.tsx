import { signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { MenuItem } from '../app/Menu';
import { Lazy } from '../app/Lazy';
import { type Page, usePage } from '../app/page';
import { parseDuration } from '../time/duration';
import { inputText } from '../time/range';
import { stepFor } from '../time/step';
import { boardZone, zoneOf } from '../time/zone';
import { countVisit } from './api';
import { SharedProvider } from './boardContext';
import { BoardBar } from './BoardBar';
import { BoardLinks } from './BoardLinks';
import { followSaves } from './boardNews';
import { BoardPanel } from './BoardPanel';
import { EmptyBoard } from './EmptyBoard';
import * as changes from './edit/changes';
import type { BoardSession } from './edit/session';
import { elementsIn } from './layout/layouts';
import type { Editing } from './layout/GridView';
import { LayoutView } from './layout/LayoutView';
import { BoardMarks } from './marks';
import { EditContext } from './editContext';
import type { DashboardSpec } from './model';
import { scrapeInterval } from './scrape';
import { BoardScope } from './scope';
import { lookUp } from './variables/lookup';
import { VariableSet } from './variables/set';
import { VariableBar } from './VariableBar';

const loadPanelEditor = () => import('./edit/PanelEditor');

/** An open board: its variables, its panels, and while it is edited what edits them. */
export function Board({ session }: { session: BoardSession }) {
  const page = usePage();
  const { location } = page;
  const board = session.log.value.value;
  const { spec } = board;
  const set = useVariables(page, spec);
  const scope = useScope(set, spec);
  const marks = useMarks(page, session.uid, spec, scope);
  useRefresh(page, spec);
  useFirstRange(page, spec);
  useZone(spec.time?.timezone);
  useEffect(() => {
    if (!session.isNew) void countVisit(session.uid).catch(() => {});
  }, [session]);
  useEffect(() => followSaves(page, session), [page, session]);
  const shared = useMemo(
    () => ({ marks: () => marks.marks.value, hasSharedCursor: spec.cursorSync !== 'off' }),
    [marks, spec.cursorSync],
  );

  const isReadOnly = board.metadata.readOnly ?? false;
  const isEditing = location.flag('edit') && !isReadOnly;
  const focused = location.panel.value;
  const edited = location.parameter('element');
  const actions = ({ element, key }: { element: string; key: string }) =>
    panelActions(page, session, element, key, scope, isEditing, isReadOnly);
  const focusedElement = focused?.split('~')[0] ?? '';
  const focusedPanel = spec.elements[focusedElement];

  if (isEditing && edited && spec.elements[edited]) {
    return (
      <SharedProvider value={shared}>
        <EditContext value={{ session, scope, element: edited }}>
          <Lazy load={loadPanelEditor} />
        </EditContext>
      </SharedProvider>
    );
  }
  // A panel within another page stands there alone.
  const isFramedPanel = location.isEmbedded.value && focusedPanel !== undefined;
  const isEmpty = elementsIn(spec.layout).length === 0;
  const folded = focused?.slice(focusedElement.length + 1) ?? '';
  return (
    <SharedProvider value={shared}>
      <main
        class={`board dashboard ${focusedPanel ? 'is-focused' : ''} ${isFramedPanel ? 'is-embedded' : ''}`}
        id="main"
      >
        {!location.isKiosk.value && <BoardBar session={session} isEditing={isEditing} />}
        {location.isKiosk.value && !isFramedPanel && (
          <h1 class="kiosk-title">{scope.text(spec.title)}</h1>
        )}
        {page.printing.isOn.value && <PrintNote page={page} />}
        {!isFramedPanel && <BoardLinks links={spec.links ?? []} scope={scope} />}
        {!isFramedPanel && (
          <VariableBar set={set} annotations={spec.annotations ?? []} marks={marks} />
        )}
        {focusedPanel ? (
          <BoardPanel
            key={`full ${focused}`}
            id={focusedElement}
            panel={focusedPanel}
            scope={folded ? turned(scope, focusedPanel.repeat?.variable, folded) : scope}
            actions={actions({ element: focusedElement, key: focused! })}
            isFullView
          />
        ) : isEmpty ? (
          <EmptyBoard session={session} isEditing={isEditing} />
        ) : (
          <LayoutView
            layout={spec.layout}
            elements={spec.elements}
            scope={scope}
            editing={isEditing ? editingOf(session) : null}
            actions={actions}
          />
        )}
      </main>
    </SharedProvider>
  );
}

/** While the board is open, times are written as it asks for. */
function useZone(written: string | undefined): void {
  useEffect(() => {
    boardZone.value = zoneOf(written);
    return () => (boardZone.value = '');
  }, [written]);
}

/** What the page's header says, for paper, which shows one moment. */
function PrintNote({ page: { playback } }: { page: Page }) {
  const { from, to } = playback.interval();
  return <p class="hint print-time">{`${inputText(from)} to ${inputText(to)}`}</p>;
}

function editingOf({ log }: BoardSession): Editing {
  return {
    place: (element, box) =>
      log.run('move a panel', changes.placePanel(element, box), `place ${element}`),
    setRow: (index, parts) => log.run('change a row', changes.setRow(index, parts), `row ${index}`),
    removeRow: (index) => log.run('remove a row', changes.removeRow(index)),
  };
}

function turned(scope: BoardScope, variable: string | undefined, value: string): BoardScope {
  return variable ? scope.with(variable, value, value) : scope;
}

function useVariables(page: Page, { variables = [] }: DashboardSpec): VariableSet {
  const { location, playback } = page;
  const set = useMemo(
    () =>
      new VariableSet(variables, {
        addressed: (name) => location.parameters(`var-${name}`),
        address: (name, values) => location.setAll(`var-${name}`, values),
        interval: () => playback.interval(),
        lookUp,
      }),
    [JSON.stringify(variables)],
  );
  useEffect(() => {
    set.open(playback.range);
    return () => set.close();
  }, [set]);
  return set;
}

function useScope(set: VariableSet, { refresh }: DashboardSpec): BoardScope {
  const isLive = (refresh?.mode ?? 'live') === 'live';
  return useMemo(() => {
    const scrape = signal(1_000);
    void scrapeInterval().then((millis) => (scrape.value = millis));
    return new BoardScope(set, scrape, signal(isLive));
  }, [set, isLive]);
}

function useMarks(page: Page, uid: string, spec: DashboardSpec, scope: BoardScope): BoardMarks {
  const { annotations = [] } = spec;
  const marks = useMemo(
    () => new BoardMarks(annotations, uid, page, scope),
    [JSON.stringify(annotations), scope],
  );
  useEffect(() => {
    marks.open();
    return () => marks.close();
  }, [marks]);
  return marks;
}

/** Boards that are not pushed ask again by the clock. */
function useRefresh({ playback }: Page, { refresh }: DashboardSpec): void {
  const every = refresh?.mode === 'interval' ? (parseDuration(refresh.every) ?? 60_000) : null;
  useEffect(() => {
    if (every === null) return undefined;
    const timer = setInterval(
      () => {
        if (playback.heldAt.peek() === null) playback.refresh();
      },
      Math.max(1_000, every),
    );
    return () => clearInterval(timer);
  }, [every]);
}

/** A board opens at its own range where the address names none. */
function useFirstRange({ location }: Page, { time }: DashboardSpec): void {
  useEffect(() => {
    if (location.parameter('from') === null && time?.from)
      location.setRange({ from: time.from, to: time.to || 'now' }, 'replace');
  }, []);
}

function panelActions(
  page: Page,
  session: BoardSession,
  element: string,
  key: string,
  scope: BoardScope,
  isEditing: boolean,
  isReadOnly: boolean,
): readonly MenuItem[] {
  const { location, playback } = page;
  const panel = session.log.value.value.spec.elements[element];
  const isFull = location.panel.value === key;
  const [query] = panel?.queries ?? [];
  const explore = () => {
    const { from, to } = playback.interval();
    const span = to - from;
    const context = {
      step: stepFor(span),
      range: span,
      scrape: scope.scrape.peek(),
      variables: {},
    };
    location.open('/explore', { expr: scope.expand(query.expr ?? '', { ...context, from, to }) });
  };
  return [
    isFull
      ? { title: 'Leave full view', run: () => location.set({ panel: null }) }
      : { title: 'View full screen', run: () => location.set({ panel: key }) },
    ...(isReadOnly
      ? []
      : [{ title: 'Edit panel', run: () => location.set({ edit: '', element, panel: null }) }]),
    ...(query?.expr ? [{ title: 'Explore this query', run: explore }] : []),
    ...(isEditing
      ? [
          {
            title: 'Duplicate',
            run: () => {
              const copy = changes.freeElement(session.log.value.peek());
              session.log.run('duplicate a panel', changes.duplicatePanel(element, copy));
            },
          },
          {
            title: 'Remove',
            run: () => session.log.run('remove a panel', changes.removePanel(element)),
          },
        ]
      : []),
  ];
}
