const SELECTOR = /^([a-zA-Z_:][\w:]*)\s*(?:\{[^{}]*\})?$/;
const RATE = /^(?:i?rate|deriv)\(\s*([a-zA-Z_:][\w:]*)\s*(?:\{[^{}]*\})?\s*\[[^[\]]+\]\s*\)$/;

/** The unit of a plain metric or its rate, by the ending of its name; anything else has none. */
export function unitOf(expr: string): string {
  const trimmed = expr.trim();
  const plain = SELECTOR.exec(trimmed)?.[1];
  if (plain)
    return endsWith(plain, 'bytes')
      ? 'bytes'
      : endsWith(plain, 'seconds')
        ? 's'
        : endsWith(plain, 'ratio')
          ? 'percentunit'
          : 'short';
  const rated = RATE.exec(trimmed)?.[1];
  return rated && endsWith(rated, 'bytes') ? 'Bps' : 'short';
}

function endsWith(name: string, unit: string): boolean {
  return name.endsWith(`_${unit}`) || name.endsWith(`_${unit}_total`);
}
