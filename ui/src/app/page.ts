import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { SharedCursor } from '../chart/cursor';
import { FrameScheduler } from '../chart/scheduler';
import { Tooltip } from '../chart/tooltip';
import { browserSurroundings, LiveConnection } from '../live/connection';
import { News } from '../live/news';
import { LiveViews } from '../live/views';
import { ServerClock } from '../time/clock';
import { watchAttention } from './attention';
import { restoreZone } from './keptZone';
import { PageLocation } from './location';
import { Playback } from './playback';
import { Printing } from './printing';
import { watchSleep } from './sleep';
import { Theme } from './theme';
import { Toasts } from './toasts';

/** The long-lived parts of the page, made once and handed to the components by context. */
export class Page {
  readonly location = new PageLocation();
  readonly clock = new ServerClock();
  readonly playback = new Playback(this.location, this.clock);
  readonly connection = new LiveConnection(browserSurroundings());
  readonly news = new News();
  readonly toasts = new Toasts();
  readonly views = new LiveViews(
    this.connection,
    (welcome) => this.clock.adjust(welcome.serverTime),
    (event) => this.news.tell(event),
  );
  readonly isWatched = watchAttention();
  readonly theme = new Theme();
  readonly printing = new Printing(this.theme);
  readonly scheduler = new FrameScheduler();
  readonly cursor = new SharedCursor();
  readonly tooltip = new Tooltip();

  open(): void {
    restoreZone();
    this.connection.open(this.views);
    addEventListener('online', () => this.connection.retryNow());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      this.connection.retryNow();
      this.connection.probe();
    });
    watchSleep(() => {
      this.connection.retryNow();
      this.connection.probe();
    });
  }
}

const PageContext = createContext<Page | null>(null);

export const PageProvider = PageContext.Provider;

export function usePage(): Page {
  const page = useContext(PageContext);
  if (!page) throw new Error('a component that needs the page stands outside PageProvider');
  return page;
}
