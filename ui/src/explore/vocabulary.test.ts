import { afterEach, expect, it, vi } from 'vitest';
import { Vocabulary } from './vocabulary';

function serve(answer: (path: string) => unknown): string[] {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (path: string) => {
    asked.push(path);
    const data = answer(path);
    return Promise.resolve(
      new Response(JSON.stringify(data ? { status: 'success', data } : { status: 'error' })),
    );
  });
  return asked;
}

afterEach(() => vi.unstubAllGlobals());

it('asks each question once within a minute', async () => {
  const asked = serve(() => ['up']);
  const words = new Vocabulary();
  expect(await words.metricNames()).toEqual(['up']);
  expect(await words.metricNames()).toEqual(['up']);
  await words.labelNames('up');
  expect(asked).toEqual(['/api/v1/label/__name__/values', '/api/v1/labels?match%5B%5D=up']);
});

it('offers only values that go with the matchers beside them', async () => {
  const asked = serve(() => ['a']);
  const matchers = [
    { type: 0, name: 'job', value: 'x', matchesEmpty: () => false },
    { type: 0, name: 'host', value: 'old', matchesEmpty: () => false },
  ];
  await new Vocabulary().labelValues('host', 'up', matchers);
  expect(decodeURIComponent(asked[0])).toBe('/api/v1/label/host/values?match[]=up{job="x"}');
});

it('has nothing to offer where the server does not answer, and asks again', async () => {
  const asked = serve((path) => path.endsWith('metadata') && asked.length > 1 && { up: [] });
  const words = new Vocabulary();
  expect(await words.metricMetadata()).toEqual({});
  expect(await words.metricMetadata()).toEqual({ up: [] });
});

it('leaves out a type that nobody said', async () => {
  serve(() => ({ up: [{ type: 'unknown', help: 'h' }], go: [{ type: 'gauge', help: 'h' }] }));
  const told = await new Vocabulary().metricMetadata();
  expect([told.up[0].type, told.go[0].type]).toEqual(['', 'gauge']);
});
