import { usePage } from './page';

/** The notices of the page, at its lower edge. */
export function ToastStack() {
  const { toasts } = usePage();
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.shown.value.map((toast) => (
        <div class="toast" key={toast.text}>
          <span>{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              class="button"
              onClick={() => {
                toast.action!.run();
                toasts.dismiss(toast);
              }}
            >
              {toast.action.title}
            </button>
          )}
          <button
            type="button"
            class="icon-button"
            aria-label="Dismiss"
            onClick={() => toasts.dismiss(toast)}
          >
            ×
          </button>
        </div>
      ))}
    </div>
  );
}
