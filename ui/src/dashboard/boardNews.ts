import type { Page } from '../app/page';
import type { EventFrame } from '../live/frames';
import type { BoardSession } from './edit/session';

/** An own save is told as an event too, perhaps before its answer comes. */
const OWN_SAVE_MILLIS = 1_500;

/** Keeps an open board up to date while others save it, and never takes an edit away. */
export function followSaves({ news, toasts }: Page, session: BoardSession): () => void {
  const timers = new Set<ReturnType<typeof setTimeout>>();
  const take = async ({ version, by }: Extract<EventFrame, { kind: 'dashboard' }>) => {
    if (version <= session.version) return;
    const author = by && by !== 'anonymous' ? ` by ${by}` : '';
    if (session.isDirty.peek()) {
      const text = `Version ${version} was saved${author} meanwhile. Your changes are kept; saving will show both.`;
      toasts.show({ text });
    } else if (await session.follow()) {
      toasts.show({ text: `Now at version ${version}, saved${author || ' just now'}.` });
    }
  };
  const stop = news.listen((event) => {
    if (event.kind !== 'dashboard' || event.uid !== session.uid) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void take(event);
    }, OWN_SAVE_MILLIS);
    timers.add(timer);
  });
  return () => {
    stop();
    timers.forEach(clearTimeout);
  };
}
