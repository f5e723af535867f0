import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly label: string;
  readonly className: string;
  readonly close: () => void;
  readonly children: ComponentChildren;
}

/** A modal dialog; the browser keeps the focus inside and gives it back. */
export function Dialog({ label, className, close, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  // Before the next key: what is typed at once belongs to the dialog.
  useLayoutEffect(() => {
    dialog.current!.showModal();
    // The first thing to focus may be the last thing in it.
    dialog.current!.scrollTop = 0;
  }, []);
  return (
    <dialog
      ref={dialog}
      class={`dialog ${className}`}
      aria-label={label}
      onClose={close}
      onClick={(event) => {
        // Only the backdrop is outside of the dialog's own content.
        if (event.target === dialog.current) close();
      }}
    >
      <div class="dialog-content">{children}</div>
    </dialog>
  );
}
