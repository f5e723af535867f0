import { describe, expect, it } from 'vitest';
import { peopleOf, stepsOf } from './lines';

describe('peopleOf', () => {
  it('reads a person a line, reached by the receiver of the same name if none is written', () =>
    expect(peopleOf('Ada = ada-phone\n\n bo \n')).toEqual([
      { name: 'Ada', receiver: 'ada-phone' },
      { name: 'bo', receiver: 'bo' },
    ]));
});

describe('stepsOf', () => {
  it('reads whom a step tells, and after what time', () =>
    expect(stepsOf('5m rota web shop\n15m receiver ops')).toEqual([
      { after: '5m', rota: 'web shop' },
      { after: '15m', receiver: 'ops' },
    ]));

  it('says how a step is written where one is wrong', () =>
    expect(() => stepsOf('ask Ada')).toThrow('15m rota NAME'));
});
