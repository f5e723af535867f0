import { type Extension, StateEffect, StateField } from '@codemirror/state';
import {
  activateHover,
  type Command,
  Decoration,
  type DecorationSet,
  EditorView,
  hoverTooltip,
  keymap,
  type Tooltip,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view';
import { HybridLint } from '@prometheus-io/codemirror-promql/dist/esm/lint/hybrid';

/** After the last key: nobody is interrupted in the midst of a word. */
const PAUSE_MILLIS = 750;

const setFound = StateEffect.define<DecorationSet>();

const found = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (known, { effects, changes }) =>
    effects.reduce(
      (marks, effect) => (effect.is(setFound) ? effect.value : marks),
      known.map(changes),
    ),
  provide: (field) => EditorView.decorations.from(field),
});

/**
 * Finds what is no PromQL. A board's query with variables is PromQL only once they are put in: that
 * is the server's to judge.
 */
function find(view: EditorView): DecorationSet {
  const { doc } = view.state;
  if (doc.length === 0 || /\$|\[\[/.test(doc.toString())) return Decoration.none;
  const marks = new HybridLint()
    .promQL()(view)
    .map(({ from, to, message }) => {
      // What is missing has no length, but has to be seen.
      const start = Math.min(from, doc.length - 1);
      const mark = Decoration.mark({ class: 'cm-mistake', message });
      return mark.range(start, Math.min(Math.max(to, start + 1), doc.length));
    });
  return Decoration.set(marks, true);
}

const finder = ViewPlugin.fromClass(
  class {
    #timer = 0;
    #view: EditorView;

    constructor(view: EditorView) {
      this.#view = view;
      this.#wait();
    }

    update({ docChanged }: ViewUpdate): void {
      if (docChanged) this.#wait();
    }

    destroy(): void {
      clearTimeout(this.#timer);
    }

    #wait(): void {
      clearTimeout(this.#timer);
      this.#timer = window.setTimeout(
        () => this.#view.dispatch({ effects: setFound.of(find(this.#view)) }),
        PAUSE_MILLIS,
      );
    }
  },
);

const words = hoverTooltip(({ state }, at): Tooltip | null => {
  const messages: string[] = [];
  let start = at;
  state.field(found).between(at, at, (from, _, { spec }) => {
    messages.push(spec.message as string);
    start = Math.min(start, from);
  });
  return messages.length === 0
    ? null
    : { pos: start, above: true, create: () => ({ dom: note(messages) }) };
});

function note(messages: readonly string[]): HTMLElement {
  const dom = document.createElement('div');
  dom.className = 'cm-mistake-note';
  dom.textContent = [...new Set(messages)].join('\n');
  return dom;
}

/** Selects the next mistake and says what it is. */
const toNext: Command = (view) => {
  const { state } = view;
  const ranges: { from: number; to: number }[] = [];
  state.field(found).between(0, state.doc.length, (from, to) => void ranges.push({ from, to }));
  const next = ranges.find(({ from }) => from > state.selection.main.from) ?? ranges[0];
  if (!next) return false;
  view.dispatch({ selection: { anchor: next.from, head: next.to }, scrollIntoView: true });
  activateHover(view, next.from, 1, {
    tooltip: words,
    until: ({ docChanged, newSelection: { main } }) =>
      docChanged || main.head < next.from || main.head > next.to,
  });
  return true;
};

const LOOK = EditorView.baseTheme({
  '.cm-mistake': { textDecoration: 'underline wavy var(--bad) 1px', textUnderlineOffset: '3px' },
  '.cm-mistake-note': {
    maxWidth: '420px',
    padding: '6px 10px',
    borderLeft: '4px solid var(--bad)',
    fontFamily: 'var(--font)',
    whiteSpace: 'pre-wrap',
  },
});

/** What is wrong with a query: underlined, in words where one points, and by F8 one by one. */
export const mistakes: Extension = [
  found,
  finder,
  words,
  LOOK,
  keymap.of([{ key: 'F8', run: toNext }]),
];
