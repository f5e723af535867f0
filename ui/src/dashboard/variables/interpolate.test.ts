import { describe, expect, it } from 'vitest';
import { type Chosen, interpolate, referencesIn } from './interpolate';

const one = (value: string): Chosen => ({ values: [value], texts: [value], isPattern: false });
const many = (...values: string[]): Chosen => ({ values, texts: values, isPattern: true });
const chosen = {
  job: many('node', 'a.b'),
  host: one('it"s'),
  all: { ...many('x', 'y'), allValue: '.*' },
  net: { values: ['eth0'], texts: ['Network 0'], isPattern: true },
};

describe('interpolate', () => {
  it('knows the three ways to write a reference', () => {
    expect(interpolate('$net ${net} [[net]]', chosen)).toBe('eth0 eth0 eth0');
  });

  it('joins several values to a regular expression inside of a string', () => {
    expect(interpolate('up{job=~"$job"}', chosen)).toBe('up{job=~"(node|a\\\\.b)"}');
  });

  it('escapes a single value for its string only', () => {
    expect(interpolate('up{host="$host"}', chosen)).toBe('up{host="it\\"s"}');
  });

  it('writes the own value for everything', () => {
    expect(interpolate('{a=~"$all"} ${all:text}', chosen)).toBe('{a=~".*"} x + y');
  });

  it.each([
    ['pipe', 'node|a.b'],
    ['regex', '(node|a\\.b)'],
    ['csv', 'node,a.b'],
    ['json', '["node","a.b"]'],
    ['glob', '{node,a.b}'],
    ['singlequote', "'node','a.b'"],
    ['doublequote', '"node","a.b"'],
    ['queryparam', 'var-job=node&var-job=a.b'],
    ['text', 'node + a.b'],
  ])('writes the format %s', (format, text) => {
    expect(interpolate(`\${job:${format}}`, chosen)).toBe(text);
  });

  it('fills in macros, and values by path', () => {
    const macros = { __interval: '15s', '__field.labels.mode': 'idle' };
    expect(interpolate('[$__interval] ${__field.labels.mode}', {}, macros)).toBe('[15s] idle');
    expect(interpolate('${__field.labels["mode"]}', {}, macros)).toBe('idle');
  });

  it('leaves alone what it does not know', () => {
    expect(interpolate('$1 ${nothing} [[none]] $', {})).toBe('$1 ${nothing} [[none]] $');
  });

  it('shows texts to people', () => {
    expect(interpolate('On $net', chosen, {}, 'text')).toBe('On Network 0');
  });
});

it('finds what a text refers to', () => {
  const text = 'label_values(up{a="$job",b=~"${host:pipe}"}, [[label]])';
  expect([...referencesIn(text)]).toEqual(['job', 'host', 'label']);
});
