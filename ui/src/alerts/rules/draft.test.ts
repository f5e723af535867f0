import { describe, expect, it } from 'vitest';
import type { SavedGroup } from './api';
import {
  annotationsOf,
  copyOf,
  draftOf,
  durationText,
  EMPTY_DRAFT,
  groupWith,
  isOnSample,
  ruleOf,
  spokenOf,
} from './draft';

const SAVED: SavedGroup = {
  folder: 'Shop',
  name: 'kitchen',
  file: 'saved/Shop',
  version: 3,
  author: 'Ada',
  message: '',
  savedAt: 0,
  group: {
    interval: '30s',
    limit: 5,
    rules: [
      { record: 'kettle:max', expr: 'max(kettle)' },
      { alert: 'Boils', expr: 'kettle > 95', for: '1m', labels: { room: 'a' }, paused: true },
    ],
  },
};

describe('a rule in the editor', () => {
  it('is written without what was left empty', () => {
    expect(ruleOf({ ...EMPTY_DRAFT, name: 'A', expr: 'up', wait: '' })).toEqual({
      alert: 'A',
      expr: 'up',
      labels: { severity: 'warning' },
    });
    expect(ruleOf({ ...EMPTY_DRAFT, kind: 'record', name: 'a:b', expr: 'up', labels: [] })).toEqual(
      { record: 'a:b', expr: 'up' },
    );
  });

  it('takes the place of the one that is edited, which stays paused', () => {
    const edited = { ...draftOf(SAVED, 1), expr: 'kettle > 90' };
    expect(edited.edits).toEqual({ version: 3, index: 1 });
    const group = groupWith(SAVED.group, edited);
    expect(group.limit).toBe(5);
    expect(group.rules[0]).toEqual(SAVED.group.rules[0]);
    expect(group.rules[1]).toEqual({ ...SAVED.group.rules[1], expr: 'kettle > 90' });
  });

  it('joins a group as its last, with the interval of the group', () => {
    const group = groupWith(SAVED.group, { ...EMPTY_DRAFT, name: 'New', expr: 'up == 0' });
    expect(group.interval).toBe('30s');
    expect(group.rules).toHaveLength(3);
    expect(group.rules[2]!.alert).toBe('New');
  });

  it('is evaluated as samples come where that is chosen, and says it by an annotation', () => {
    const spoken = [{ name: 'summary', value: 'it boils' }];
    const chosen = { ...EMPTY_DRAFT, annotations: annotationsOf(spoken, true) };
    expect(isOnSample(chosen)).toBe(true);
    expect(spokenOf(chosen)).toEqual(spoken);
    expect(ruleOf(chosen).annotations).toEqual({
      summary: 'it boils',
      muninn_evaluate: 'on-sample',
    });
    expect(isOnSample({ ...chosen, annotations: annotationsOf(spokenOf(chosen), false) })).toBe(
      false,
    );
  });

  it('begins as a copy of one from a file', () => {
    const copy = copyOf(
      {
        type: 'alerting',
        name: 'Down',
        query: 'up == 0',
        labels: { severity: 'page' },
        annotations: {},
        duration: 5_400,
        keepFiringFor: 0,
        health: 'ok',
        evaluationTime: 0,
      },
      'hosts',
      15,
    );
    expect(copy).toMatchObject({ wait: '1h30m', keep: '', interval: '15s', edits: null });
  });
});

describe('durations', () => {
  it('are written as Prometheus reads them', () => {
    expect(durationText(0)).toBe('');
    expect(durationText(90_061.5)).toBe('1d1h1m1s500ms');
  });
});
