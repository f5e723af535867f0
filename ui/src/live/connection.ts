import { signal, type Signal } from '@preact/signals';
import { BinaryFrames } from './binary';
import { closeReason, isFinal, reconnectDelay } from './backoff';
import { EventSocket } from './events';
import { Gate } from './gate';
import type { ClientFrame, OkFrame, ServerFrame, ViewPosition, WelcomeFrame } from './frames';

export type ConnectionState =
  | { readonly kind: 'connecting' }
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'stopped'; readonly reason: string };

/** The part of the browser's socket that is used here. */
export interface Socket {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number }) => void) | null;
}

/** What a connection takes from its surroundings; tests bring their own. */
export interface Surroundings {
  /** A socket; where none ever got through, what stands in for one. */
  open(isStandIn: boolean): Socket;
  now(): number;
  random(): number;
  after(millis: number, task: () => void): () => void;
}

/** Who is told what arrives. */
export interface ConnectionListener {
  /** Positions to resume from, asked for before each greeting. */
  positions(): readonly ViewPosition[];
  opened(welcome: WelcomeFrame): void;
  received(frame: ServerFrame): void;
}

/** A request that was refused, or whose connection went away before its answer. */
export class RequestError extends Error {
  readonly isLost: boolean;
  /** What the server calls this kind of refusal. */
  readonly code: string | number;

  constructor(message: string, isLost: boolean, code: string | number = '') {
    super(message);
    this.isLost = isLost;
    this.code = code;
  }
}

interface Pending {
  answered(answer: OkFrame): void;
  resolve(answer: OkFrame): void;
  reject(error: RequestError): void;
}

type WithoutId<F> = F extends { id: number } ? Omit<F, 'id'> : never;

/** Silence of this many heartbeats means that the network is gone though the socket looks open. */
const HEARTBEATS_MISSED = 2.5;
const DEFAULT_HEARTBEAT_MILLIS = 25_000;
/** The server runs eight queries of a connection at a time and refuses more. */
const QUERIES_AT_ONCE = 6;
/** Attempts without any greeting after which sockets are given up: something in between eats them. */
const SOCKET_ATTEMPTS = 3;
/** After a sleep the server has this long to show that it is still there. */
const PROBE_MILLIS = 3_000;

/** The page's one socket: greets, numbers requests, notices silence, and reconnects for ever. */
export class LiveConnection {
  /** What range queries go through, so that the server never has more of them than it allows. */
  readonly queries = new Gate(QUERIES_AT_ONCE);
  readonly state: Signal<ConnectionState> = signal<ConnectionState>({ kind: 'connecting' });
  /** More than so many series are not pushed to one view. */
  maxSeries = Infinity;

  #surroundings: Surroundings;
  #listener: ConnectionListener | null = null;
  #socket: Socket | null = null;
  #pending = new Map<number, Pending>();
  #nextId = 1;
  #attempt = 0;
  #pause: number | null = null;
  #cancelTimer: () => void = () => {};
  #frames = new BinaryFrames();
  #hasGreeted = false;
  #silenceMillis = DEFAULT_HEARTBEAT_MILLIS * HEARTBEATS_MISSED;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  open(listener: ConnectionListener): void {
    this.#listener = listener;
    this.#connect();
  }

  /**
   * Tries at once instead of waiting out the pause: the network is back, or somebody pressed the
   * button.
   */
  retryNow(): void {
    if (this.state.value.kind === 'waiting' || this.state.value.kind === 'stopped') {
      this.#connect();
    }
  }

  /**
   * Asks whether the server is still there, and does not wait long for the answer: after a sleep a
   * socket may look open and be dead.
   */
  probe(): void {
    if (!this.isOpen() || !this.#socket) return;
    this.#socket.send(JSON.stringify({ type: 'ping', t: this.#surroundings.now() }));
    this.#awaitNext(Math.min(PROBE_MILLIS, this.#silenceMillis));
  }

  /** Forgets what binary frames of a view refer to. */
  forget(view: string): void {
    this.#frames.forget(view);
  }

  isOpen(): boolean {
    return this.state.value.kind === 'open';
  }

  /**
   * Sends a request; the promise fails with a RequestError if it is refused or the connection is
   * lost. `answered` is called before the next frame is read, which a promise cannot be.
   */
  request(
    frame: WithoutId<ClientFrame>,
    answered: (answer: OkFrame) => void = () => {},
  ): Promise<OkFrame> {
    if (!this.isOpen() || !this.#socket) {
      return Promise.reject(new RequestError('There is no connection to the server.', true));
    }
    const id = this.#nextId++;
    const socket = this.#socket;
    return new Promise((resolve, reject) => {
      this.#pending.set(id, { answered, resolve, reject });
      socket.send(JSON.stringify({ ...frame, id }));
    });
  }

  #connect(): void {
    this.#cancelTimer();
    this.state.value = { kind: 'connecting' };
    const socket = this.#surroundings.open(!this.#hasGreeted && this.#attempt >= SOCKET_ATTEMPTS);
    this.#socket = socket;
    socket.onopen = () => {
      const resume = this.#listener?.positions() ?? [];
      const hello: ClientFrame = {
        type: 'hello',
        id: this.#nextId++,
        tier: 'high_bandwidth',
        caps: { events: true },
        resume,
      };
      socket.send(JSON.stringify(hello));
    };
    socket.onmessage = (event) => {
      if (this.#socket !== socket) return;
      this.#awaitNext();
      const frame = this.#read(event.data);
      if (frame) this.#receive(frame);
    };
    socket.onclose = (event) => {
      if (this.#socket === socket) this.#lost(event.code);
    };
    this.#awaitNext();
  }

  #read(data: unknown): ServerFrame | null {
    if (data instanceof ArrayBuffer) return this.#frames.decode(data);
    const frame = JSON.parse(String(data)) as ServerFrame;
    this.#frames.notice(frame);
    return frame;
  }

  #receive(frame: ServerFrame): void {
    switch (frame.type) {
      case 'welcome':
        this.#attempt = 0;
        this.#hasGreeted = true;
        this.#silenceMillis = (frame.heartbeat || DEFAULT_HEARTBEAT_MILLIS) * HEARTBEATS_MISSED;
        this.maxSeries = frame.limits?.series ?? Infinity;
        this.state.value = { kind: 'open' };
        this.#listener?.opened(frame);
        return;
      case 'ok': {
        const pending = this.#settle(frame.id);
        pending?.answered(frame);
        pending?.resolve(frame);
        return;
      }
      case 'err':
        this.#listener?.received(frame);
        if (frame.id !== undefined) {
          this.#settle(frame.id)?.reject(new RequestError(frame.message, false, frame.code));
        }
        return;
      case 'goaway':
        this.#pause = frame.reconnectAfterMs;
        return;
      default:
        this.#listener?.received(frame);
    }
  }

  #settle(id: number): Pending | undefined {
    const pending = this.#pending.get(id);
    this.#pending.delete(id);
    return pending;
  }

  #awaitNext(millis: number = this.#silenceMillis): void {
    this.#cancelTimer();
    this.#cancelTimer = this.#surroundings.after(millis, () => {
      const socket = this.#socket;
      this.#lost(1006);
      socket?.close();
    });
  }

  #lost(code: number): void {
    this.#cancelTimer();
    this.#socket = null;
    const pending = [...this.#pending.values()];
    this.#pending.clear();
    if (isFinal(code)) {
      this.state.value = { kind: 'stopped', reason: closeReason(code) };
    } else {
      const delay = this.#pause ?? reconnectDelay(this.#attempt++, this.#surroundings.random);
      this.#pause = null;
      this.state.value = { kind: 'waiting', until: this.#surroundings.now() + delay };
      this.#cancelTimer = this.#surroundings.after(delay, () => this.#connect());
    }
    for (const each of pending) {
      each.reject(new RequestError('The connection to the server was lost.', true));
    }
  }
}

/** The browser's own socket, clock and timers. */
export function browserSurroundings(): Surroundings {
  return {
    open(isStandIn) {
      if (isStandIn) return new EventSocket();
      const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
      const address = `${scheme}//${location.host}/api/v1/live`;
      const socket = new WebSocket(address, ['muninn.live.v1+bin', 'muninn.live.v1+json']);
      socket.binaryType = 'arraybuffer';
      return socket as unknown as Socket;
    },
    now: () => Date.now(),
    random: () => Math.random(),
    after(millis, task) {
      const timer = setTimeout(task, millis);
      return () => clearTimeout(timer);
    },
  };
}
