import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Mark } from '../chart/series';

/** What all graphs of a board share. */
export interface Shared {
  marks(): readonly Mark[];
  readonly hasSharedCursor: boolean;
}

const SharedContext = createContext<Shared>({ marks: () => [], hasSharedCursor: true });

export const SharedProvider = SharedContext.Provider;

export function useShared(): Shared {
  return useContext(SharedContext);
}
