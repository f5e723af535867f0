import type { Socket } from './connection';

const SESSIONS = '/api/v1/live/sessions';
/** The server does not keep the session any more, or never had it. */
const LOST = 1006;

/** What stands in for a socket where none gets through: posts one way, events the other. */
export class EventSocket implements Socket {
  onopen: (() => void) | null = null;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  #session: Promise<string> | null = null;
  #source: EventSource | null = null;
  #isClosed = false;

  constructor() {
    // As a real socket does, once the listeners are there.
    queueMicrotask(() => this.onopen?.());
  }

  /** The first frame, the greeting, opens the session that the others go to. */
  send(text: string): void {
    if (!this.#session) {
      this.#session = this.#open(text);
      this.#session.catch(() => this.#lost());
      return;
    }
    void this.#session
      .then((session) => post(`${SESSIONS}/${session}`, text))
      .catch(() => this.#lost());
  }

  close(): void {
    this.#isClosed = true;
    this.#source?.close();
  }

  async #open(hello: string): Promise<string> {
    const answer = await post(SESSIONS, `[${hello}]`);
    const { session } = (await answer.json()) as { session: string };
    if (this.#isClosed) return session;
    const source = new EventSource(`${SESSIONS}/${session}/events`);
    this.#source = source;
    source.onmessage = (event) => this.onmessage?.({ data: event.data as unknown });
    source.onerror = () => {
      // Otherwise the browser reconnects by itself, and the session goes on where it was.
      if (source.readyState === EventSource.CLOSED) this.#lost();
    };
    return session;
  }

  #lost(): void {
    if (this.#isClosed) return;
    this.close();
    this.onclose?.({ code: LOST });
  }
}

async function post(address: string, body: string): Promise<Response> {
  const headers = { 'Content-Type': 'application/json' };
  const answer = await fetch(address, { method: 'POST', headers, body });
  if (!answer.ok) throw new Error(`the server answered ${answer.status}`);
  return answer;
}
