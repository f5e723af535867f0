import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { BoardSession } from './edit/session';
import type { BoardScope } from './scope';

/** The panel that is being edited, and the board it belongs to. */
export interface Edited {
  readonly session: BoardSession;
  readonly scope: BoardScope;
  readonly element: string;
}

const Context = createContext<Edited | null>(null);

export const EditContext = Context.Provider;

export function useEdited(): Edited {
  const edited = useContext(Context);
  if (!edited) throw new Error('a part of the panel editor stands outside EditContext');
  return edited;
}
