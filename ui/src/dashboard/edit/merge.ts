import type { Clash } from '../api';
import type { Dashboard } from '../model';

/** The merge with some of the conflicts decided for the other side. */
export function settle(merged: Dashboard, theirs: readonly Clash[]): Dashboard {
  return theirs.reduce<unknown>(
    (board, { path, theirs: value }) => setAt(board, pointer(path), value),
    merged,
  ) as Dashboard;
}

function pointer(path: string): string[] {
  return path
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** The same with another value at a place; null, which stands for nothing, takes it out. */
function setAt(target: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(target)) {
    const index = Number(key);
    const copy = [...(target as readonly unknown[])];
    if (rest.length === 0 && value === null) copy.splice(index, 1);
    else copy[index] = setAt(copy[index], rest, value);
    return copy;
  }
  const parts = (target ?? {}) as Record<string, unknown>;
  if (rest.length === 0 && value === null) {
    const { [key]: _, ...others } = parts;
    return others;
  }
  return { ...parts, [key]: setAt(parts[key], rest, value) };
}
