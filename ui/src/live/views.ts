import { type ConnectionListener, type LiveConnection, RequestError } from './connection';
import type {
  EventFrame,
  ServerFrame,
  ViewFrame,
  ViewPosition,
  WelcomeFrame,
  WireQuery,
} from './frames';
import { LiveView, type ViewListener } from './view';

/** A panel's hold on a view. */
export interface Subscription {
  readonly view: LiveView;
  close(): void;
}

/** All live views of the page; panels that ask for the same queries and step share one. */
export class LiveViews implements ConnectionListener {
  #connection: LiveConnection;
  #views = new Map<string, LiveView>();
  #onWelcome: (welcome: WelcomeFrame) => void;
  #onEvent: (event: EventFrame) => void;

  constructor(
    connection: LiveConnection,
    onWelcome: (welcome: WelcomeFrame) => void,
    onEvent: (event: EventFrame) => void = () => {},
  ) {
    this.#connection = connection;
    this.#onWelcome = onWelcome;
    this.#onEvent = onEvent;
  }

  subscribe(
    queries: readonly WireQuery[],
    step: number,
    range: number,
    listener: ViewListener,
  ): Subscription {
    const key = JSON.stringify([queries, step]);
    let view = this.#views.get(key);
    const isNew = !view;
    if (!view) {
      view = new LiveView(queries, step, range);
      this.#views.set(key, view);
    }
    const rangeBefore = view.range;
    view.watch(listener, range);
    if (isNew) {
      this.#subscribe(view);
    } else if (view.range > rangeBefore) {
      this.#requestSnapshot(view);
    }
    return { view, close: () => this.#unsubscribe(key, view, listener) };
  }

  positions(): readonly ViewPosition[] {
    return [...this.#views.values()].map((view) => view.position()).filter((each) => each !== null);
  }

  opened(welcome: WelcomeFrame): void {
    this.#onWelcome(welcome);
    for (const view of this.#views.values()) this.#subscribe(view);
  }

  received(frame: ServerFrame): void {
    switch (frame.type) {
      case 'series':
      case 'snap':
      case 'delta':
      case 'amend':
        this.#deliver(frame);
        break;
      case 'event':
        this.#onEvent(frame);
        break;
      case 'gap':
        for (const view of this.#named(frame.view)) this.#requestSnapshot(view);
        break;
      case 'err':
        if (frame.view !== undefined)
          for (const view of this.#named(frame.view)) view.fail(frame.message, frame.code);
        break;
      case 'well':
        for (const view of this.#named(frame.view)) view.recover();
        break;
      default:
    }
  }

  #deliver(frame: ViewFrame): void {
    for (const view of this.#named(frame.view)) {
      if (!view.accept(frame)) this.#requestSnapshot(view);
    }
  }

  /** Usually one; the server gives two spellings of the same queries the same name. */
  #named(name: string): LiveView[] {
    return [...this.#views.values()].filter((view) => view.name === name);
  }

  #subscribe(view: LiveView): void {
    view.name = null;
    if (!this.#connection.isOpen()) return;
    const { queries, step, range } = view;
    this.#connection
      .request({ type: 'sub', queries, step, ...extentOf(view) }, (answer) =>
        this.#subscribed(view, answer.view ?? null, range),
      )
      .catch((error: RequestError) => {
        if (!error.isLost) view.fail(error.message, error.code);
      });
  }

  #subscribed(view: LiveView, name: string | null, range: number): void {
    view.name = name;
    // What is wrong now is told anew.
    view.recover();
    if (!view.isWatched) this.#endIfUnused(name);
    // While the answer was on its way a panel that shows more may have come.
    else if (view.range > range) this.#requestSnapshot(view);
  }

  #requestSnapshot(view: LiveView): void {
    if (view.name === null) return;
    this.#connection
      .request({ type: 'set', view: view.name, ...extentOf(view) })
      .catch((error: RequestError) => {
        if (!error.isLost) view.fail(error.message, error.code);
      });
  }

  #unsubscribe(key: string, view: LiveView, listener: ViewListener): void {
    view.unwatch(listener);
    if (view.isWatched || this.#views.get(key) !== view) return;
    this.#views.delete(key);
    this.#endIfUnused(view.name);
  }

  #endIfUnused(name: string | null): void {
    if (name === null || this.#named(name).length > 0 || !this.#connection.isOpen()) return;
    this.#connection.forget(name);
    // Whether the server still knew it makes no difference here.
    this.#connection.request({ type: 'unsub', view: name }).catch(() => {});
  }
}

/** How far back a view goes, and the points in it: the server keeps to those it was told last. */
function extentOf({ range, step }: LiveView): { range: number; maxPoints: number } {
  return { range, maxPoints: Math.floor(range / step) + 1 };
}
