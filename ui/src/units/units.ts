import { inputText } from '../time/range';
import { FORMS } from './forms';

/** A value cut in two, so that the unit can be set smaller than the number. */
export interface Quantity {
  readonly number: string;
  readonly unit: string;
}

/** Digits after the point, or three figures by default, or two. */
export type Precision = number | 'brief';

interface Scale {
  readonly base: number;
  readonly prefixes: readonly string[];
}

const SI: Scale = { base: 1_000, prefixes: ['', 'k', 'M', 'G', 'T', 'P', 'E'] };
const IEC: Scale = { base: 1_024, prefixes: ['', 'Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] };

const SCALED: Record<string, { readonly scale: Scale; readonly suffix: string }> = {
  short: { scale: SI, suffix: '' },
  bytes: { scale: IEC, suffix: 'B' },
  decbytes: { scale: SI, suffix: 'B' },
  bits: { scale: IEC, suffix: 'b' },
  decbits: { scale: SI, suffix: 'b' },
  Bps: { scale: SI, suffix: 'B/s' },
  binBps: { scale: IEC, suffix: 'B/s' },
  bps: { scale: SI, suffix: 'b/s' },
  binbps: { scale: IEC, suffix: 'b/s' },
  pps: { scale: SI, suffix: 'p/s' },
  ops: { scale: SI, suffix: '/s' },
  reqps: { scale: SI, suffix: 'req/s' },
  rps: { scale: SI, suffix: 'reads/s' },
  wps: { scale: SI, suffix: 'writes/s' },
  cps: { scale: SI, suffix: '/s' },
  iops: { scale: SI, suffix: 'io/s' },
  eps: { scale: SI, suffix: 'ev/s' },
  opm: { scale: SI, suffix: '/min' },
  hertz: { scale: SI, suffix: 'Hz' },
  watt: { scale: SI, suffix: 'W' },
  volt: { scale: SI, suffix: 'V' },
  amp: { scale: SI, suffix: 'A' },
  kwatth: { scale: SI, suffix: 'kWh' },
  rpm: { scale: SI, suffix: 'reads/min' },
  wpm: { scale: SI, suffix: 'writes/min' },
  cpm: { scale: SI, suffix: '/min' },
};

const PLAIN: Record<string, string> = {
  none: '',
  percent: '%',
  celsius: '°C',
  fahrenheit: '°F',
  kelvin: 'K',
  rotrpm: 'rpm',
};

/** Units that are so many of another one. */
const MULTIPLES: Record<string, readonly [number, string]> = {
  kbytes: [1_024, 'bytes'],
  mbytes: [1_024 ** 2, 'bytes'],
  gbytes: [1_024 ** 3, 'bytes'],
  deckbytes: [1e3, 'decbytes'],
  decmbytes: [1e6, 'decbytes'],
  decgbytes: [1e9, 'decbytes'],
  KBs: [1e3, 'Bps'],
  MBs: [1e6, 'Bps'],
  GBs: [1e9, 'Bps'],
  KiBs: [1_024, 'binBps'],
  MiBs: [1_024 ** 2, 'binBps'],
};

const CURRENCIES: Record<string, string> = {
  currencyUSD: '$',
  currencyEUR: '€',
  currencyGBP: '£',
  currencyJPY: '¥',
};

/** Seconds in each unit that a duration is shown in, longest first. */
const DURATIONS: readonly (readonly [number, string])[] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
  [1e-3, 'ms'],
  [1e-6, 'µs'],
  [1e-9, 'ns'],
];

const SECONDS_IN: Record<string, number> = {
  ns: 1e-9,
  us: 1e-6,
  ms: 1e-3,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
};

/** What stands where there is no value. */
export const ABSENT = '–';

/**
 * The value as text, number and unit apart; an unknown unit is written behind the number as it is.
 */
export function quantity(value: number, unit: string, precision?: Precision): Quantity {
  if (Number.isNaN(value)) return { number: ABSENT, unit: '' };
  if (!Number.isFinite(value)) return { number: value > 0 ? '∞' : '−∞', unit: '' };
  const form = FORMS[unit];
  if (form) return { number: form(value, precision), unit: '' };
  const multiple = MULTIPLES[unit];
  if (multiple) return quantity(value * multiple[0], multiple[1], precision);
  if (unit in CURRENCIES || /^(?:prefix|suffix|si|time):/.test(unit))
    return ownUnit(value, unit, precision);
  if (unit === 'percentunit') return { number: digits(value * 100, precision), unit: '%' };
  if (unit in SECONDS_IN) return duration(value * SECONDS_IN[unit], precision);
  const scaled = SCALED[unit];
  if (scaled) {
    const power = powerOf(value, scaled.scale);
    const shrunk = value / scaled.scale.base ** power;
    return {
      number: digits(shrunk, power === 0 ? wholeOr(precision, value) : precision),
      unit: scaled.scale.prefixes[power] + scaled.suffix,
    };
  }
  return { number: digits(value, wholeOr(precision, value)), unit: PLAIN[unit] ?? unit };
}

/** A unit that says itself how it is written: before, behind, scaled, or as a moment. */
function ownUnit(value: number, unit: string, precision?: Precision): Quantity {
  if (unit.startsWith('time:')) return { number: inputText(value), unit: '' };
  const [, way, mark] = /^(prefix|suffix|si):(.*)$/s.exec(unit) ?? [];
  if (way === 'suffix')
    return { number: digits(value, wholeOr(precision, value)), unit: mark.trim() };
  const { number, unit: scaled } = quantity(value, 'short', precision);
  if (way === 'si') return { number, unit: scaled + mark };
  return { number: (CURRENCIES[unit] ?? mark) + number + scaled, unit: '' };
}

/** The value as one text. */
export function format(value: number, unit: string, precision?: Precision): string {
  const { number, unit: suffix } = quantity(value, unit, precision);
  const isTight = suffix === '' || suffix === '%' || suffix.startsWith('°');
  return isTight ? number + suffix : `${number} ${suffix}`;
}

/** The value as one text of two figures, for small print. */
export function formatBrief(value: number, unit: string): string {
  return format(value, unit, 'brief');
}

/** Axis labels: all with the same scale and just enough decimals to tell the ticks apart. */
export function axisLabels(ticks: readonly number[], unit: string): string[] {
  const largest = ticks.reduce((most, tick) => Math.max(most, Math.abs(tick)), 0);
  const gap = ticks.length > 1 ? Math.abs(ticks[1] - ticks[0]) : largest || 1;
  if (unit in FORMS || unit in CURRENCIES || /^(?:prefix|suffix|si|time):/.test(unit))
    return ticks.map((tick) => format(tick, unit));
  const [factor, suffix] = axisScale(largest, unit);
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10((gap / factor) * 1.0001))));
  const isTight = suffix === '' || suffix === '%' || suffix.startsWith('°');
  return ticks.map((tick) => {
    if (tick === 0) return suffix === '%' ? '0%' : '0';
    const number = digits(
      tick / factor,
      roundsExactly(gap / factor, decimals) ? decimals : decimals + 1,
    );
    return isTight || suffix === '' ? number + suffix : `${number} ${suffix}`;
  });
}

/** True for units counted in powers of 1024, whose ticks should stand at such powers too. */
export function isBinary(unit: string): boolean {
  return SCALED[unit]?.scale === IEC;
}

/** How many seconds one of a unit of time is; undefined for other units. */
export function secondsIn(unit: string): number | undefined {
  return SECONDS_IN[unit];
}

function axisScale(largest: number, unit: string): [number, string] {
  const multiple = MULTIPLES[unit];
  if (multiple) {
    const [factor, suffix] = axisScale(largest * multiple[0], multiple[1]);
    return [factor / multiple[0], suffix];
  }
  if (unit === 'percentunit') return [0.01, '%'];
  if (unit in SECONDS_IN) {
    const seconds = largest * SECONDS_IN[unit];
    // Ninety minutes stand better as such than as an hour and a half.
    const [size, name] = DURATIONS.find(([each]) => seconds >= (each > 1 ? 2 : 1) * each) ?? [
      1,
      's',
    ];
    return [size / SECONDS_IN[unit], name];
  }
  const scaled = SCALED[unit];
  if (scaled) {
    const power = powerOf(largest, scaled.scale);
    return [scaled.scale.base ** power, scaled.scale.prefixes[power] + scaled.suffix];
  }
  return [1, PLAIN[unit] ?? unit];
}

function roundsExactly(gap: number, decimals: number): boolean {
  const scaled = gap * 10 ** decimals;
  return Math.abs(scaled - Math.round(scaled)) < 1e-6 * scaled;
}

function powerOf(value: number, scale: Scale): number {
  const size = Math.abs(value);
  let power = 0;
  // 999.95 and more would be rounded up to four digits.
  while (power < scale.prefixes.length - 1 && size >= 0.99995 * scale.base ** (power + 1)) power++;
  return power;
}

function duration(seconds: number, precision?: Precision): Quantity {
  if (seconds === 0) return { number: '0', unit: 's' };
  const size = Math.abs(seconds);
  const [length, unit] =
    DURATIONS.find(([each]) => size >= 0.99995 * each) ?? DURATIONS[DURATIONS.length - 1];
  return { number: digits(seconds / length, precision), unit };
}

/** A whole number needs no digits after the point. */
function wholeOr(precision: Precision | undefined, value: number): Precision | undefined {
  return typeof precision !== 'number' && Number.isInteger(value) ? 0 : precision;
}

/** Three figures: enough to see a change, few enough to read in passing. */
function digits(value: number, precision?: Precision): string {
  const size = Math.abs(value);
  const isTiny = size !== 0 && size < 0.005 && typeof precision !== 'number';
  const text = isTiny ? smallDigits(value) : value.toFixed(places(size, precision));
  return text.replace(/^-(?=0(?:\.0*)?$)/, '').replace('-', '−');
}

function places(size: number, precision?: Precision): number {
  if (typeof precision === 'number') return precision;
  if (size === 0) return 0;
  if (precision === 'brief') return size < 9.95 ? 1 : 0;
  return size < 9.995 ? 2 : size < 99.95 ? 1 : 0;
}

function smallDigits(value: number): string {
  return Math.abs(value) < 1e-6 ? value.toExponential(1) : String(Number(value.toPrecision(2)));
}
