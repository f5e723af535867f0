import { beforeEach, expect, it } from 'vitest';
import { CommandLog } from './commandLog';

let now = 0;
let log: CommandLog<string>;
const add = (letter: string, group?: string) =>
  log.run(`add ${letter}`, (text) => text + letter, group);

beforeEach(() => {
  now = 0;
  log = new CommandLog('', () => now);
});

it('walks back and forth', () => {
  add('a');
  add('b');
  expect(log.undoTitle.value).toBe('add b');
  log.undo();
  log.undo();
  log.undo();
  expect(log.value.value).toBe('');
  expect(log.redoTitle.value).toBe('add a');
  log.redo();
  expect(log.value.value).toBe('a');
});

it('forgets what was undone once something else is done', () => {
  add('a');
  log.undo();
  add('b');
  expect(log.canRedo.value).toBe(false);
  expect(log.value.value).toBe('b');
});

it('takes letters typed in a row for one step', () => {
  add('a', 'title');
  now = 1_000;
  add('b', 'title');
  now = 5_000;
  add('c', 'title');
  log.undo();
  expect(log.value.value).toBe('ab');
  log.undo();
  expect(log.value.value).toBe('');
});

it('leaves no trace of a change that changes nothing', () => {
  log.run('nothing', (text) => text);
  expect(log.canUndo.value).toBe(false);
});

it('begins again without a past', () => {
  add('a');
  log.reset('x');
  expect([log.canUndo.value, log.canRedo.value, log.value.value]).toEqual([false, false, 'x']);
});
