import type { Socket, Surroundings } from './connection';
import type { ServerFrame } from './frames';

/** For tests: a server at the end of a wire, and a clock that only the test moves. */
export class Stand implements Surroundings {
  sockets: (Socket & { sent: Record<string, any>[] })[] = [];
  timers: { at: number; task: () => void }[] = [];
  time = 0;

  standIns: boolean[] = [];

  open(isStandIn: boolean): Socket {
    this.standIns.push(isStandIn);
    const sent: Record<string, any>[] = [];
    const socket = {
      sent,
      send: (text: string) => sent.push(JSON.parse(text)),
      close() {},
      onopen: null,
      onmessage: null,
      onclose: null,
    };
    this.sockets.push(socket);
    return socket;
  }

  now = () => this.time;
  random = () => 0.5;

  after(millis: number, task: () => void): () => void {
    const timer = { at: this.time + millis, task };
    this.timers.push(timer);
    return () => (this.timers = this.timers.filter((each) => each !== timer));
  }

  pass(millis: number): void {
    this.time += millis;
    const due = this.timers.filter(({ at }) => at <= this.time);
    this.timers = this.timers.filter(({ at }) => at > this.time);
    due.forEach(({ task }) => task());
  }

  get socket() {
    return this.sockets[this.sockets.length - 1];
  }

  say(frame: ServerFrame | Record<string, unknown>): void {
    this.socket.onmessage!({ data: JSON.stringify(frame) });
  }

  welcome(limits: { series?: number } = {}): void {
    this.socket.onopen!();
    const { id } = this.socket.sent[0];
    this.say({ type: 'welcome', id, conn: '1', serverTime: 1, heartbeat: 25_000, limits });
  }

  count(type: string): number {
    return this.socket.sent.filter((frame) => frame.type === type).length;
  }

  lastSent(type: string): Record<string, any> {
    return this.socket.sent.filter((frame) => frame.type === type).at(-1)!;
  }
}
