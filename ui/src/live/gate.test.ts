import { expect, it } from 'vitest';
import { Gate } from './gate';

it('lets so many through at a time, in order', async () => {
  const gate = new Gate(2);
  const begun: number[] = [];
  const ends: (() => void)[] = [];
  const task = (number: number) =>
    gate.run(() => {
      begun.push(number);
      return new Promise<number>((end) => ends.push(() => end(number)));
    });
  const all = [1, 2, 3, 4].map(task);
  await Promise.resolve();
  expect(begun).toEqual([1, 2]);
  ends[0]();
  await all[0];
  await new Promise((later) => setTimeout(later));
  expect(begun).toEqual([1, 2, 3]);
  ends[1]();
  ends[2]();
  await all[2];
  await new Promise((later) => setTimeout(later));
  ends[3]();
  expect(await Promise.all(all)).toEqual([1, 2, 3, 4]);
});

it('goes on after a failure, and does not begin what is given up', async () => {
  const gate = new Gate(1);
  const failed = gate.run(() => Promise.reject(new Error('no')));
  const givenUp = new AbortController();
  const second = gate.run(() => Promise.resolve('begun'), givenUp.signal);
  givenUp.abort();
  const third = gate.run(() => Promise.resolve('third'));
  await expect(failed).rejects.toThrow('no');
  await expect(second).rejects.toThrow();
  await expect(third).resolves.toBe('third');
});
