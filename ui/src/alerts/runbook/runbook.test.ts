import { expect, it } from 'vitest';
import { adviceIn } from './runbook';

const TEXT = `# Runbooks

What to do.

## DiskFull

Severity critical.

**First checks.** See **Targets**.

## NodeDown

Wait.
`;

it('has a part for each alert', () => {
  expect(adviceIn(TEXT).map(({ name, id }) => [name, id])).toEqual([
    ['DiskFull', 'diskfull'],
    ['NodeDown', 'nodedown'],
  ]);
});

it('leads to the pages that it names, and marks other words', () => {
  const [{ nodes }] = adviceIn(TEXT);
  expect(nodes[1]).toEqual({
    tag: 'p',
    children: [
      { tag: 'strong', children: ['First checks.'] },
      ' See ',
      { tag: 'a', href: '/targets', children: ['Targets'] },
      '.',
    ],
  });
});
