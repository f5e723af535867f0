/** Degrees of a gauge's arc, open at its foot. */
export const SWEEP = 240;
const BEGIN = -SWEEP / 2;

/** The path of a ring's piece from one share of the arc to another, around 0/0. */
export function arcPath(from: number, to: number, inner: number, outer: number): string {
  return ringPath(BEGIN + SWEEP * from, BEGIN + SWEEP * to, inner, outer);
}

/** The path of a ring's piece between two angles in degrees, clockwise from the top. */
export function ringPath(from: number, to: number, inner: number, outer: number): string {
  // A whole ring has no beginning, which arcs cannot draw.
  const end = Math.min(to, from + 359.99);
  const isLarge = end - from > 180 ? 1 : 0;
  const begin = `M${point(from, outer)}A${outer} ${outer} 0 ${isLarge} 1 ${point(end, outer)}`;
  return inner === 0
    ? `${begin}L0 0Z`
    : `${begin}L${point(end, inner)}A${inner} ${inner} 0 ${isLarge} 0 ${point(from, inner)}Z`;
}

function point(degrees: number, radius: number): string {
  const angle = ((degrees - 90) * Math.PI) / 180;
  return `${(radius * Math.cos(angle)).toFixed(2)} ${(radius * Math.sin(angle)).toFixed(2)}`;
}
