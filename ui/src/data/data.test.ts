import { describe, expect, it } from 'vitest';
import { toCsv } from './csv';
import { copyFrame, firstTime, type Frame, lastValue } from './frame';
import { alignTo, frameOf } from './matrix';
import { scrapeMillis } from './scope';
import { statistics, trend } from './statistics';
import { expand, labelText, seriesName } from './template';

const context = { step: 5_000, range: 3_600_000, scrape: 1_000, variables: { node: 'job="node"' } };

describe('a query', () => {
  it('has its macros and variables put in', () => {
    expect(expand('rate(x{$node}[$__rate_interval])', context)).toBe('rate(x{job="node"}[6s])');
    expect(expand('x[${__interval}] $__range_s', context)).toBe('x[5s] 3600');
  });

  it('keeps what it does not know', () => {
    expect(expand('label_replace(x, "a", "$1", "b", "(.*)") $other', context)).toBe(
      'label_replace(x, "a", "$1", "b", "(.*)") $other',
    );
  });
});

describe('a series name', () => {
  it('fills in labels', () => {
    expect(seriesName('{{device}} in', { device: 'eth0' })).toBe('eth0 in');
    expect(seriesName('{{ missing }}', { device: 'eth0' })).toBe('{device="eth0"}');
  });

  it('is the series itself without a template', () => {
    expect(labelText({ __name__: 'up', job: 'a"b' })).toBe('up{job="a\\"b"}');
    expect(labelText({ __name__: 'up' })).toBe('up');
    expect(labelText({})).toBe('{}');
  });
});

describe('a range answer', () => {
  it('is asked for on a grid that all queries share', () => {
    expect(alignTo({ from: 12_300, to: 20_100 }, 5_000)).toEqual({ from: 10_000, to: 25_000 });
  });

  it('becomes columns with gaps', () => {
    const matrix = {
      resultType: 'matrix',
      result: [
        {
          metric: { job: 'a' },
          values: [
            [1, '1'],
            [3, '+Inf'],
          ] as [number, string][],
        },
      ],
    };
    const frame = frameOf([{ ref: 'A', matrix }], { from: 0, to: 4_000 }, 1_000);
    expect([...frame.times]).toEqual([0, 1_000, 2_000, 3_000, 4_000]);
    expect([...frame.series[0].values]).toEqual([NaN, 1, NaN, Infinity, NaN]);
  });
});

describe('statistics', () => {
  const times = Float64Array.of(0, 1, 2, 3, 4);
  const values = Float64Array.of(100, 1, NaN, 3, 50);

  it('cover the visible window only', () => {
    expect(statistics(times, values, 1, 3)).toEqual({ last: 3, min: 1, max: 3, avg: 2 });
  });

  it('of nothing are absent', () => {
    expect(statistics(times, values, 2, 2)).toEqual({ last: NaN, min: NaN, max: NaN, avg: NaN });
  });

  it('tell a trend', () => {
    expect(trend(Float64Array.of(1, 1, 2, 2))).toBe('rising');
    expect(trend(Float64Array.of(2, NaN, 1))).toBe('falling');
    expect(trend(Float64Array.of(100, 100, 101, 101))).toBe('steady');
    expect(trend(new Float64Array(0))).toBe('steady');
  });
});

describe('a frame', () => {
  const frame: Frame = {
    step: 1_000,
    times: Float64Array.of(0, 1_000),
    series: [{ id: 1, ref: 'A', labels: {}, values: Float64Array.of(1.5, NaN), isLiving: true }],
  };

  it('is copied apart from its live arrays', () => {
    const copy = copyFrame(frame);
    copy.series[0].values[0] = 9;
    expect(frame.series[0].values[0]).toBe(1.5);
  });

  it('knows its last value', () => {
    expect(lastValue(frame.series[0].values)).toBe(1.5);
    expect(lastValue(frame.series[0].values, 1)).toBeNaN();
  });

  it('knows when its values begin', () => {
    expect(firstTime(frame)).toBe(0);
    const late = { ...frame.series[0], values: Float64Array.of(NaN, 2) };
    expect(firstTime({ ...frame, series: [late] })).toBe(1_000);
    expect(firstTime({ ...frame, series: [] })).toBeNull();
  });

  it('is written as CSV', () => {
    expect(toCsv(frame, ['a "quoted", name'])).toBe(
      'time,"a ""quoted"", name"\r\n1970-01-01T00:00:00.000Z,1.5\r\n1970-01-01T00:00:01.000Z,\r\n',
    );
  });

  it('is written so that no spreadsheet runs a name as a formula', () => {
    expect(toCsv(frame, ['=cmd()']).split('\r\n')[0]).toBe("time,'=cmd()");
    const negative = { ...frame, series: [{ ...frame.series[0], values: Float64Array.of(-2, 3) }] };
    expect(toCsv(negative, ['n']).split('\r\n')[1]).toBe('1970-01-01T00:00:00.000Z,-2');
  });
});

it('learns from sample times how often an instance is measured', () => {
  expect(scrapeMillis([10, 11, 12, 13, 13])).toBe(1_000);
  expect(scrapeMillis([10.02, 25.01, 40.03])).toBe(15_000);
  expect(scrapeMillis([0, 60, 120])).toBe(60_000);
  expect(scrapeMillis([7, 7, 7])).toBe(1_000);
  expect(scrapeMillis([])).toBe(1_000);
});
