import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  type CompletionContext,
  completionKeymap,
} from '@codemirror/autocomplete';
import {
  cursorMatchingBracket,
  deleteLine,
  history,
  historyKeymap,
  insertNewlineAndIndent,
  moveLineDown,
  moveLineUp,
  selectLine,
  selectParentSyntax,
  standardKeymap,
  toggleLineComment,
} from '@codemirror/commands';
import { bracketMatching, HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorState, type Extension, Prec } from '@codemirror/state';
import { EditorView, type KeyBinding, keymap, placeholder } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { PrometheusClient } from '@prometheus-io/codemirror-promql';
import { HybridComplete } from '@prometheus-io/codemirror-promql/dist/esm/complete/hybrid';
import { LanguageType, promQLLanguage } from '@prometheus-io/codemirror-promql/dist/esm/promql';
import { mistakes } from './mistakes';
import { Vocabulary } from './vocabulary';

export interface EditorEvents {
  changed(text: string): void;
  run(): void;
}

/** Colours come from the page's own, which reach into the shadow root. */
const HIGHLIGHT = HighlightStyle.define([
  { tag: tags.number, color: 'var(--series-3)' },
  { tag: tags.string, color: 'var(--series-2)' },
  { tag: tags.keyword, color: 'var(--series-4)' },
  { tag: tags.function(tags.variableName), color: 'var(--accent)' },
  { tag: tags.labelName, color: 'var(--series-1)' },
  { tag: tags.operator, color: 'var(--text-muted)' },
  { tag: tags.modifier, color: 'var(--series-4)' },
  { tag: tags.comment, color: 'var(--text-faint)', fontStyle: 'italic' },
  { tag: tags.invalid, color: 'var(--bad)' },
]);

const THEME = EditorView.theme({
  '&': { color: 'var(--text)', fontSize: '14px' },
  '&.cm-focused': { outline: 'none' },
  '.cm-content': { padding: '9px 4px', fontFamily: 'var(--mono)', caretColor: 'var(--text)' },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-scroller': { fontFamily: 'var(--mono)', lineHeight: '1.5' },
  '.cm-placeholder': { color: 'var(--text-faint)' },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection':
    {
      background: 'var(--accent-soft)',
    },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    background: 'var(--accent-soft)',
    outline: '1px solid var(--line-strong)',
  },
  '.cm-tooltip': {
    border: '1px solid var(--line-strong)',
    borderRadius: '8px',
    background: 'var(--raised)',
    color: 'var(--text)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--mono)', fontSize: '13px' },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': { padding: '3px 10px' },
  '.cm-tooltip-autocomplete ul li[aria-selected]': {
    background: 'var(--accent-soft)',
    color: 'var(--text)',
  },
  '.cm-completionMatchedText': { color: 'var(--accent)', textDecoration: 'none' },
  '.cm-completionDetail': { color: 'var(--text-faint)', fontStyle: 'normal' },
  '.cm-completionInfo': { maxWidth: '380px', padding: '8px 12px' },
  // Beside the list there is no room for it, and above it it hides what can be chosen.
  '@media (max-width: 720px)': { '.cm-completionInfo': { display: 'none' } },
});

/** Beyond those of any text field: of an editor's keys what helps with a query of some lines. */
const QUERY_KEYS: readonly KeyBinding[] = [
  { key: 'Alt-ArrowUp', run: moveLineUp },
  { key: 'Alt-ArrowDown', run: moveLineDown },
  { key: 'Alt-l', mac: 'Ctrl-l', run: selectLine },
  { key: 'Mod-i', run: selectParentSyntax, preventDefault: true },
  { key: 'Shift-Mod-k', run: deleteLine },
  { key: 'Shift-Mod-\\', run: cursorMatchingBracket },
  { key: 'Mod-/', run: toggleLineComment },
];

/** The language with its completion; put together here, as the library's own client is not used. */
function promql(completion: HybridComplete): Extension {
  const language = promQLLanguage(LanguageType.PromQL);
  return [
    language,
    language.data.of({
      autocomplete: (context: CompletionContext) => completion.promQL(context),
    }),
    mistakes,
  ];
}

/** An editor for PromQL with completion from this server, inside of an element. */
export class PromqlEditor {
  #view: EditorView;
  #completion: HybridComplete;

  constructor(host: HTMLElement, text: string, events: EditorEvents) {
    // In a shadow root the editor's styles are adopted sheets, which the page's policy allows.
    const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
    const parent = document.createElement('div');
    root.replaceChildren(parent);
    // It asks for no more than what Vocabulary knows.
    this.#completion = new HybridComplete(new Vocabulary() as unknown as PrometheusClient);
    this.#view = new EditorView({
      root,
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          Prec.highest(
            keymap.of([
              { key: 'Shift-Enter', run: insertNewlineAndIndent },
              { key: 'Mod-Enter', run: () => (events.run(), true) },
            ]),
          ),
          promql(this.#completion),
          autocompletion({ icons: false }),
          closeBrackets(),
          bracketMatching(),
          history(),
          syntaxHighlighting(HIGHLIGHT),
          placeholder('A PromQL query, such as rate(node_cpu_seconds_total[1m])'),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': 'Query' }),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) events.changed(update.state.doc.toString());
          }),
          keymap.of([
            ...completionKeymap,
            ...closeBracketsKeymap,
            ...historyKeymap,
            { key: 'Enter', run: () => (events.run(), true) },
            ...QUERY_KEYS,
            ...standardKeymap,
          ]),
          THEME,
        ],
      }),
    });
  }

  focus(): void {
    this.#view.focus();
  }

  /** Puts another text in the place of all. */
  replace(text: string): void {
    const { doc } = this.#view.state;
    if (doc.toString() === text) return;
    this.#view.dispatch({
      changes: { from: 0, to: doc.length, insert: text },
      selection: { anchor: text.length },
    });
  }

  close(): void {
    this.#completion.destroy();
    this.#view.destroy();
  }
}
