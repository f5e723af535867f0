import { beforeEach, describe, expect, it } from 'vitest';
import { reconnectDelay } from './backoff';
import { LiveConnection, RequestError } from './connection';
import { Stand } from './stand';
import { LiveViews } from './views';

let stand: Stand;
let connection: LiveConnection;
let views: LiveViews;

beforeEach(() => {
  stand = new Stand();
  connection = new LiveConnection(stand);
  views = new LiveViews(connection, () => {});
  connection.open(views);
});

describe('a live connection', () => {
  it('greets and is open when it is welcomed', () => {
    expect(connection.state.value.kind).toBe('connecting');
    stand.welcome();
    expect(stand.socket.sent[0]).toMatchObject({ type: 'hello', tier: 'high_bandwidth' });
    expect(connection.state.value.kind).toBe('open');
  });

  it('gives each request the answer with its number', async () => {
    stand.welcome();
    const query = { type: 'query', expr: 'a', start: 0, end: 1, step: 1 } as const;
    const first = connection.request(query);
    const second = connection.request({ ...query, expr: 'b' });
    const [one, two] = stand.socket.sent.slice(1);
    stand.say({ type: 'ok', id: two.id, result: 'B' });
    stand.say({ type: 'err', id: one.id, code: 'bad_query', message: '1:3: unexpected end' });
    await expect(second).resolves.toMatchObject({ result: 'B' });
    await expect(first).rejects.toThrow('1:3: unexpected end');
  });

  it('tells those who wait that the connection is lost', async () => {
    stand.welcome();
    const answer = connection.request({ type: 'unsub', view: 'v' });
    stand.socket.onclose!({ code: 1006 });
    await expect(answer).rejects.toMatchObject({ isLost: true });
    await expect(connection.request({ type: 'unsub', view: 'v' })).rejects.toBeInstanceOf(
      RequestError,
    );
  });

  it('reconnects after a pause', () => {
    stand.welcome();
    stand.socket.onclose!({ code: 1006 });
    expect(connection.state.value).toEqual({ kind: 'waiting', until: 250 });
    stand.pass(250);
    expect(stand.sockets).toHaveLength(2);
    stand.welcome();
    expect(connection.state.value.kind).toBe('open');
  });

  it('waits as long as a server that goes away asks', () => {
    stand.welcome();
    stand.say({ type: 'goaway', reason: 'restart', reconnectAfterMs: 4_200 });
    stand.socket.onclose!({ code: 4001 });
    expect(connection.state.value).toEqual({ kind: 'waiting', until: 4_200 });
  });

  it('stops and says why when trying again would not help', () => {
    stand.welcome();
    stand.socket.onclose!({ code: 4401 });
    expect(connection.state.value).toMatchObject({ kind: 'stopped' });
    stand.pass(600_000);
    expect(stand.sockets).toHaveLength(1);
    connection.retryNow();
    expect(stand.sockets).toHaveLength(2);
  });

  it('gives up a socket that has been silent too long', () => {
    stand.welcome();
    stand.pass(60_000);
    expect(connection.state.value.kind).toBe('open');
    stand.say({ type: 'hb', t: 1 });
    stand.pass(60_000);
    expect(connection.state.value.kind).toBe('open');
    stand.pass(2_500);
    expect(connection.state.value.kind).toBe('waiting');
  });
});

describe('the views of a page', () => {
  const queries = [{ ref: 'A', expr: 'up' }];
  const listener = () => ({ changed() {}, failed() {}, recovered() {} });

  function serve(view: string): void {
    const { id } = stand.lastSent('sub');
    stand.say({ type: 'ok', id, view });
    stand.say({ type: 'series', view, epoch: 1, add: [{ sid: 1, ref: 'A', labels: {} }] });
    const columns = [{ sid: 1, start: 0, values: [1, 2] }];
    stand.say({ type: 'snap', view, epoch: 1, seq: 2, t0: 1_000, step: 1_000, n: 2, columns });
  }

  it('are shared by panels that ask the same', () => {
    stand.welcome();
    const one = views.subscribe(queries, 1_000, 5_000, listener());
    const two = views.subscribe(queries, 1_000, 5_000, listener());
    expect(stand.socket.sent.filter(({ type }) => type === 'sub')).toHaveLength(1);
    serve('v1');
    expect(two.view.frame()!.series[0].values).toEqual(Float64Array.of(1, 2));
    one.close();
    expect(stand.lastSent('unsub')).toBeUndefined();
    two.close();
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v1' });
  });

  it('take the longest range that a panel asks for', () => {
    stand.welcome();
    views.subscribe(queries, 1_000, 5_000, listener());
    serve('v1');
    views.subscribe(queries, 1_000, 60_000, listener());
    expect(stand.lastSent('set')).toMatchObject({ view: 'v1', range: 60_000, maxPoints: 61 });
  });

  it('grow also if the longer range is asked for before the server has answered', () => {
    stand.welcome();
    views.subscribe(queries, 1_000, 1_000, listener());
    views.subscribe(queries, 1_000, 60_000, listener());
    expect(stand.lastSent('sub')).toMatchObject({ range: 1_000 });
    expect(stand.lastSent('set')).toBeUndefined();
    serve('v1');
    expect(stand.lastSent('set')).toMatchObject({ view: 'v1', range: 60_000, maxPoints: 61 });
  });

  it('end on the server even if nobody waited for its answer', () => {
    stand.welcome();
    const subscription = views.subscribe(queries, 1_000, 5_000, listener());
    subscription.close();
    expect(stand.lastSent('unsub')).toBeUndefined();
    stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v1' });
    expect(stand.lastSent('unsub')).toMatchObject({ view: 'v1' });
  });

  it('are asked for again after a reconnect, from where they were', () => {
    stand.welcome();
    const { view } = views.subscribe(queries, 1_000, 5_000, listener());
    serve('v1');
    stand.socket.onclose!({ code: 1006 });
    stand.pass(30_000);
    stand.welcome();
    expect(stand.lastSent('hello').resume).toEqual([{ view: 'v1', epoch: 1, seq: 2 }]);
    stand.say({ type: 'ok', id: stand.lastSent('sub').id, view: 'v1' });
    stand.say({ type: 'delta', view: 'v1', seq: 4, t: 4_000, step: 1_000, ticks: [[3], [4]] });
    expect([...view.frame()!.series[0].values]).toEqual([1, 2, 3, 4]);
  });

  it('ask for a snapshot when a tick is missing', () => {
    stand.welcome();
    views.subscribe(queries, 1_000, 5_000, listener());
    serve('v1');
    stand.say({ type: 'delta', view: 'v1', seq: 9, t: 9_000, step: 1_000, ticks: [[9]] });
    expect(stand.lastSent('set')).toMatchObject({ view: 'v1', range: 5_000 });
  });

  it('tell their panels what the server refuses', async () => {
    stand.welcome();
    const failures: string[] = [];
    views.subscribe(queries, 1_000, 5_000, { ...listener(), failed: (m) => failures.push(m) });
    const { id } = stand.lastSent('sub');
    stand.say({ type: 'err', id, code: 'bad_query', message: '1:1: what is this' });
    await Promise.resolve();
    await Promise.resolve();
    expect(failures).toEqual(['1:1: what is this']);
  });
});

it('waits longer after each failure, at random, up to half a minute', () => {
  expect(reconnectDelay(0, () => 1)).toBe(500);
  expect(reconnectDelay(3, () => 1)).toBe(4_000);
  expect(reconnectDelay(3, () => 0.25)).toBe(1_000);
  expect(reconnectDelay(50, () => 1)).toBe(30_000);
});

describe('a connection that is in doubt', () => {
  it('is given up soon if a probe is not answered', () => {
    stand.welcome();
    connection.probe();
    expect(stand.lastSent('ping')).toBeDefined();
    stand.pass(3_000);
    expect(connection.state.value.kind).toBe('waiting');
  });

  it('stays if a probe is answered', () => {
    stand.welcome();
    connection.probe();
    stand.say({ type: 'hb', t: 1 });
    stand.pass(4_000);
    expect(connection.state.value.kind).toBe('open');
  });

  it('goes over to events where no socket ever got through', () => {
    for (let attempt = 0; attempt < 4; attempt++) {
      stand.socket.onclose!({ code: 1006 });
      stand.pass(60_000);
    }
    expect(stand.standIns).toEqual([false, false, false, true, true]);
  });

  it('comes back to sockets once one has greeted', () => {
    stand.welcome();
    for (let attempt = 0; attempt < 5; attempt++) {
      stand.socket.onclose!({ code: 1006 });
      stand.pass(60_000);
    }
    expect(stand.standIns).not.toContain(true);
  });
});
