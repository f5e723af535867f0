import { describe, expect, it } from 'vitest';
import { customOptions, filterOptions, parseLookup, sortOptions } from './options';

const texts = (options: { text: string }[]) => options.map(({ text }) => text);

it('reads custom options', () => {
  expect(customOptions('1, two, Three : 3, a\\,b')).toEqual([
    { text: '1', value: '1' },
    { text: 'two', value: 'two' },
    { text: 'Three', value: '3' },
    { text: 'a,b', value: 'a,b' },
  ]);
});

describe('filterOptions', () => {
  it('keeps what matches, each value once', () => {
    expect(texts(filterOptions(['eth0', 'lo', 'eth1', 'eth0'], '/^eth/'))).toEqual([
      'eth0',
      'eth1',
    ]);
  });

  it('takes the first group', () => {
    expect(texts(filterOptions(['up{job="a"} 1', 'x'], 'job="(.*?)"'))).toEqual(['a']);
  });

  it('takes text and value from named groups', () => {
    expect(filterOptions(['n="x" i="1"'], '/n="(?<text>.)" i="(?<value>.)"/')).toEqual([
      { text: 'x', value: '1' },
    ]);
  });
});

describe('sortOptions', () => {
  const options = ['b10', 'B2', 'a1'].map((text) => ({ text, value: text }));

  it.each([
    ['none', ['b10', 'B2', 'a1']],
    ['alphabetical', ['B2', 'a1', 'b10']],
    ['alphabeticalDesc', ['b10', 'a1', 'B2']],
    ['numerical', ['a1', 'B2', 'b10']],
    ['alphabeticalIgnoreCase', ['a1', 'b10', 'B2']],
    ['natural', ['a1', 'B2', 'b10']],
  ])('sorts %s', (sort, sorted) => {
    expect(texts(sortOptions(options, sort))).toEqual(sorted);
  });
});

describe('parseLookup', () => {
  it.each([
    ['label_values(job)', { kind: 'labelValues', label: 'job', selector: null }],
    ['label_values(up, job)', { kind: 'labelValues', label: 'job', selector: 'up' }],
    [
      'label_values(up{a="b,c", d=~"e"}, job )',
      { kind: 'labelValues', label: 'job', selector: 'up{a="b,c", d=~"e"}' },
    ],
    ['label_names()', { kind: 'labelNames', selector: null }],
    ['metrics(node_.*)', { kind: 'metrics', pattern: 'node_.*' }],
    ['query_result(sum(up) by (job))', { kind: 'result', expr: 'sum(up) by (job)' }],
    ['count(up)', { kind: 'result', expr: 'count(up)' }],
  ])('reads %s', (text, lookup) => {
    expect(parseLookup(text)).toEqual(lookup);
  });
});
