import type { ComponentType } from 'preact';
import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** A page whose code comes only when it is opened. */
export function Lazy({ load }: { load: () => Promise<{ default: ComponentType }> }) {
  const loaded = useSignal<ComponentType | null>(null);
  const isFailed = useSignal(false);
  useEffect(() => {
    load().then(
      (module) => (loaded.value = module.default),
      () => (isFailed.value = true),
    );
  }, [load]);
  const Loaded = loaded.value;
  if (Loaded) return <Loaded />;
  return (
    <main class="board" id="main" aria-busy={!isFailed.value}>
      {isFailed.value && (
        <div class="stand-in is-page" role="alert">
          <p class="stand-in-title">This page could not be loaded</p>
          <p>The server may have been updated or be away. Reload the page.</p>
        </div>
      )}
    </main>
  );
}
