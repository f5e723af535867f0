const UNITS = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
] as const;

/** A length of time in its two largest units: `3 h 5 min`. */
export function lengthText(seconds: number): string {
  let rest = Math.max(0, Math.round(seconds));
  const first = UNITS.findIndex(([length]) => rest >= length);
  if (first < 0) return '0 s';
  const words: string[] = [];
  for (const [length, unit] of UNITS.slice(first, first + 2)) {
    const count = Math.floor(rest / length);
    if (count > 0) words.push(`${count} ${unit}`);
    rest -= count * length;
  }
  return words.join(' ');
}
