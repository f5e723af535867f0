import type { ComponentType } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { usePage } from './page';

/** A page whose code comes only when it is opened; what failed is tried again with the next connection. */
export function Lazy({ load }: { load: () => Promise<{ default: ComponentType }> }) {
  const { connection } = usePage();
  const loaded = useSignal<ComponentType | null>(null);
  const isFailed = useSignal(false);
  const isConnected = connection.state.value.kind === 'open';
  useEffect(() => {
    if (loaded.value) return;
    load().then(
      (module) => (loaded.value = module.default),
      () => {
        // Some browsers never ask again for code that once did not come: only a new page does.
        if (isFailed.value && isConnected) window.location.reload();
        isFailed.value = true;
      },
    );
  }, [load, isConnected]);
  const Loaded = loaded.value;
  if (Loaded) return <Loaded />;
  return (
    <main class="board" id="main" aria-busy={!isFailed.value}>
      {isFailed.value && (
        <div class="stand-in is-page" role="alert">
          <p class="stand-in-title">This page could not be loaded</p>
          <p>
            {isConnected
              ? 'The server was updated since this page was opened.'
              : 'The server is away. The page comes as soon as it is back.'}
          </p>
          <button type="button" class="button" onClick={() => window.location.reload()}>
            Reload
          </button>
        </div>
      )}
    </main>
  );
}
