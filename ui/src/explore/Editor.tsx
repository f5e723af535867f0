import './editor.css';
import { effect, type Signal, useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { PromqlEditor } from './promql';

interface EditorProps {
  /** Written by the editor as one types, and shown by it when set from outside. */
  readonly text: Signal<string>;
  readonly run: () => void;
}

/** The query's text: a plain field at once, the editor with completion as soon as it is here. */
export function Editor({ text, run }: EditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const editor = useRef<PromqlEditor | null>(null);
  const isReady = useSignal(false);
  const latestRun = useRef(run);
  latestRun.current = run;

  useEffect(() => {
    let close = () => {};
    let isClosed = false;
    import('./promql').then(
      ({ PromqlEditor }) => {
        if (isClosed || !host.current) return;
        const made = new PromqlEditor(host.current, text.peek(), {
          changed: (typed) => (text.value = typed),
          run: () => latestRun.current(),
        });
        // At once and not after the next render, which could bring back what was typed over since.
        const stop = effect(() => made.replace(text.value));
        close = () => {
          stop();
          made.close();
        };
        editor.current = made;
        isReady.value = true;
      },
      // The plain field does without.
      () => {},
    );
    return () => {
      isClosed = true;
      close();
    };
  }, [text]);
  useEffect(() => {
    // Only what is shown can be focused, hence after the change of places.
    if (isReady.value && document.activeElement === document.body) editor.current?.focus();
  }, [isReady.value]);

  const keyPressed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey) return;
    event.preventDefault();
    run();
  };
  return (
    <div class="editor">
      <div ref={host} hidden={!isReady.value} />
      {!isReady.value && (
        <textarea
          rows={1}
          aria-label="Query"
          spellcheck={false}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
          onKeyDown={keyPressed}
        />
      )}
    </div>
  );
}
