import type { Palette } from '../../chart/palette';

/*
 * Boards name colours by hue and shade (`dark-red`, `semi-dark-blue`). Each hue is one of the page's
 * own colours, so that what is chosen on a dark page can be read on a light one.
 */

type Hue = 'green' | 'yellow' | 'red' | 'blue' | 'orange' | 'purple';

const HUES: Readonly<Record<Hue, (palette: Palette) => string>> = {
  green: ({ good }) => good,
  yellow: ({ warn }) => warn,
  red: ({ bad }) => bad,
  blue: ({ series }) => series[0],
  orange: ({ series }) => series[1],
  purple: ({ series }) => series[4],
};

/** Shares of white (above zero) or black (below) that a shade mixes in. */
const SHADES: Readonly<Record<string, number>> = {
  'super-light': 0.5,
  light: 0.25,
  '': 0,
  'semi-dark': -0.18,
  dark: -0.36,
};

/** A colour of a board as one that canvases and styles can use. */
export function colorOf(name: string, palette: Palette): string {
  const trimmed = name.trim();
  if (trimmed === 'transparent') return 'rgba(0, 0, 0, 0)';
  if (trimmed === 'text') return palette.text;
  const match = /^(super-light|light|semi-dark|dark|)-?(green|yellow|red|blue|orange|purple)$/.exec(
    trimmed.toLowerCase(),
  );
  if (match) return shaded(HUES[match[2] as Hue](palette), SHADES[match[1]]);
  return toRgb(trimmed) ?? palette.series[0];
}

/** A colour that a name always gets, however many others there are. */
export function colorByName(name: string, { series }: Palette): string {
  let hash = 0;
  for (let i = 0; i < name.length; i++) hash = (Math.imul(hash, 31) + name.charCodeAt(i)) | 0;
  return series[(hash >>> 0) % series.length];
}

const RAMPS: Readonly<Record<string, readonly (Hue | 'white')[]>> = {
  GrYlRd: ['green', 'yellow', 'red'],
  RdYlGr: ['red', 'yellow', 'green'],
  BlYlRd: ['blue', 'yellow', 'red'],
  YlRd: ['yellow', 'red'],
  BlPu: ['blue', 'purple'],
  YlBl: ['yellow', 'blue'],
  blues: ['white', 'blue'],
  reds: ['white', 'red'],
  greens: ['white', 'green'],
  purples: ['white', 'purple'],
};

/** The colour at a share from 0 to 1 of a continuous scale such as `GrYlRd`. */
export function rampColor(scheme: string, share: number, palette: Palette): string {
  const hues = RAMPS[scheme] ?? RAMPS.GrYlRd;
  const colors = hues.map((hue) =>
    hue === 'white' ? mix(HUES.blue(palette), palette.surface, 0.85) : HUES[hue](palette),
  );
  const place = Math.min(1, Math.max(0, share)) * (colors.length - 1);
  const below = Math.min(colors.length - 2, Math.floor(place));
  return mix(colors[below], colors[below + 1], place - below);
}

/** Text that can be read on the colour. */
export function textOn(color: string): 'black' | 'white' {
  const [red, green, blue] = channels(color);
  return 0.299 * red + 0.587 * green + 0.114 * blue > 140 ? 'black' : 'white';
}

function shaded(color: string, share: number): string {
  return mix(color, share > 0 ? 'rgb(255, 255, 255)' : 'rgb(0, 0, 0)', Math.abs(share));
}

export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  return `rgb(${a.map((each, i) => Math.round(each + (b[i] - each) * share)).join(', ')})`;
}

function channels(color: string): number[] {
  return (color.match(/[\d.]+/g) ?? ['0', '0', '0']).slice(0, 3).map(Number);
}

const PLAIN: Readonly<Record<string, string>> = {
  white: 'rgb(255, 255, 255)',
  black: 'rgb(0, 0, 0)',
  gray: 'rgb(128, 128, 128)',
  grey: 'rgb(128, 128, 128)',
};

function toRgb(color: string): string | null {
  const hex = /^#([\da-f]{3}|[\da-f]{6})(?:[\da-f]{1,2})?$/i.exec(color)?.[1];
  if (hex) {
    const full = hex.length === 3 ? hex.replace(/./g, '$&$&') : hex;
    return `rgb(${[0, 2, 4].map((at) => parseInt(full.slice(at, at + 2), 16)).join(', ')})`;
  }
  return /^rgba?\([\d\s,.%]+\)$/i.test(color) ? color : (PLAIN[color.toLowerCase()] ?? null);
}
