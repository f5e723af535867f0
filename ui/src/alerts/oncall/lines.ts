import type { Person, Step } from './api';

/** People as they are written in a form: one a line, `name = receiver`; the receiver may be absent. */
export function peopleOf(text: string): Person[] {
  return linesOf(text).map((line) => {
    const [name = '', receiver = name] = line.split('=').map((part) => part.trim());
    return { name, receiver };
  });
}

/** Steps as they are written in a form: one a line, `15m rota web` or `30m receiver ops`. */
export function stepsOf(text: string): Step[] {
  return linesOf(text).map((line) => {
    const match = /^(\S+)\s+(rota|receiver)\s+(.+)$/.exec(line);
    if (!match)
      throw new Error(`“${line}” is no step: write “15m rota NAME” or “30m receiver NAME”`);
    const [, after, kind, name] = match as unknown as [string, string, string, string];
    return kind === 'rota' ? { after, rota: name } : { after, receiver: name };
  });
}

function linesOf(text: string): string[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
}
