import { expect, it } from 'vitest';
import { labelsIn, matchersOf, matchersText } from './matchers';

it('writes matchers as people do', () => {
  const some = [
    { name: 'a', value: 'x', isRegex: false, isEqual: true },
    { name: 'b', value: 'x', isRegex: false, isEqual: false },
    { name: 'c', value: 'x.*', isRegex: true, isEqual: true },
    { name: 'd', value: 'x|y', isRegex: true, isEqual: false },
  ];
  expect(matchersText(some)).toBe('a="x", b!="x", c=~"x.*", d!~"x|y"');
});

it('quotes what would be read otherwise', () => {
  expect(matchersText(matchersOf({ 'k8s.pod': 'a"b\\c', job: '' }))).toBe(
    '"k8s.pod"="a\\"b\\\\c", job=""',
  );
});

it('reads labels as people write them', () => {
  const labels = ['alertname=Slow', 'team=night shift', 'env='];
  expect(labelsIn('alertname=Slow team="night shift" env=')).toEqual(labels);
  expect(labelsIn('{alertname="Slow", team="night shift", env=""}')).toEqual(labels);
  expect(labelsIn('path="a\\"b\\\\c", x')).toEqual(['path=a"b\\c']);
});
