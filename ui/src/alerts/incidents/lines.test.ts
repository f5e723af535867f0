import { describe, expect, it } from 'vitest';
import { shortened, type StoryLine } from './lines';

const story = (length: number): StoryLine[] =>
  Array.from({ length }, (_, at) => ({ at, kind: 'told', what: 'Told', who: '', text: '' }));

describe('shortened', () => {
  it('leaves a short story whole', () => {
    const { begin, hidden, end } = shortened(story(110));
    expect([begin.length, hidden, end.length]).toEqual([0, 0, 110]);
  });

  it('keeps how a long one began and how it goes', () => {
    const { begin, hidden, end } = shortened(story(1_500));
    expect(begin.map(({ at }) => at)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(hidden).toBe(1_390);
    expect([end[0]!.at, end.at(-1)!.at, end.length]).toEqual([1_400, 1_499, 100]);
  });
});
