import { describe, expect, it } from 'vitest';
import { graphAddress, watchedBy, webAddress } from './words';

describe('graphAddress', () => {
  it('shows the expression of an alert around its time', () => {
    const link = 'http://muninn.example.org/graph?g0.expr=up%20%3D%3D%200&g0.tab=1';
    expect(graphAddress(link, 10, 20)).toBe('/explore?expr=up+%3D%3D+0&from=10000&to=20000');
  });

  it('knows alerts that name no expression', () => {
    expect(graphAddress('', 10, 20)).toBeNull();
    expect(graphAddress('http://other.example.org/', 10, 20)).toBeNull();
  });
});

describe('watchedBy', () => {
  const alert = (name: string) => ({ type: 'alerting', name });

  it('names what alerting rules look for', () => {
    const rules = [alert('TargetDown'), { type: 'recording', name: 'a:b' }];
    expect(watchedBy([{ rules }])).toBe('1 rule watches: TargetDown.');
    expect(watchedBy([{ rules }, { rules: [alert('DiskFull'), alert('DiskFull')] }])).toBe(
      '3 rules watch: TargetDown and DiskFull.',
    );
  });

  it('names some of many, and nothing where only series are recorded', () => {
    expect(watchedBy([{ rules: 'abcdefgh'.split('').map(alert) }])).toBe(
      '8 rules watch: a, b, c, d, e, f and 2 more.',
    );
    expect(watchedBy([{ rules: [{ type: 'recording', name: 'a:b' }] }])).toBe('');
  });
});

describe('webAddress', () => {
  it('takes addresses of the web, and nothing that runs', () => {
    expect(webAddress('https://wiki.example.org/a#b')).toBe('https://wiki.example.org/a#b');
    expect(webAddress('/runbooks/muninn#watchdog')).toBe('/runbooks/muninn#watchdog');
    expect(webAddress('javascript:alert(1)')).toBeNull();
    expect(webAddress('http://[')).toBeNull();
  });
});
