import { inputText } from '../time/range';
import { zone } from '../time/zone';
import type { Precision } from './units';

/** Units whose values are written in words and forms of their own. */
export const FORMS: Record<string, (value: number, precision?: Precision) => string> = {
  dtdurations: spelledDuration,
  dtdurationms: (value) => spelledDuration(value / 1_000),
  dtdhms: clockDuration,
  dthms: clockDuration,
  clocks: clockDuration,
  dateTimeAsIso: inputText,
  dateTimeAsIsoNoDateIfToday: inputText,
  dateTimeAsLocal: (value) => localText(value),
  dateTimeAsUS: (value) => localText(value, 'en-US'),
  dateTimeAsSystem: (value) => localText(value),
  dateTimeFromNow: (value) => fromNow(value - Date.now()),
  locale: (value, precision) => value.toLocaleString(undefined, fractions(precision)),
  string: String,
  bool: (value) => (value === 0 ? 'False' : 'True'),
  bool_yes_no: (value) => (value === 0 ? 'No' : 'Yes'),
  bool_on_off: (value) => (value === 0 ? 'Off' : 'On'),
  hex: (value) => Math.round(value).toString(16).toUpperCase(),
  hex0x: (value) => `0x${Math.round(value).toString(16).toUpperCase()}`,
  sci: (value, precision) => value.toExponential(typeof precision === 'number' ? precision : 2),
};

/** Days, hours, minutes and seconds as a clock shows them. */
function clockDuration(seconds: number): string {
  const sign = seconds < 0 ? '−' : '';
  const whole = Math.floor(Math.abs(seconds));
  const two = (part: number) => String(part).padStart(2, '0');
  const days = Math.floor(whole / 86_400);
  const clock = [Math.floor(whole / 3_600) % 24, Math.floor(whole / 60) % 60, whole % 60];
  return `${sign}${days > 0 ? `${days} d ` : ''}${clock.map(two).join(':')}`;
}

function localText(millis: number, locale?: string): string {
  return new Date(millis).toLocaleString(locale, { timeZone: zone.value || undefined });
}

function fromNow(millis: number): string {
  const text = spelledDuration(Math.abs(millis) / 1_000);
  return millis < 0 ? `${text} ago` : `in ${text}`;
}

function fractions(precision?: Precision): Intl.NumberFormatOptions {
  return typeof precision === 'number'
    ? { minimumFractionDigits: precision, maximumFractionDigits: precision }
    : {};
}

function spelledDuration(seconds: number): string {
  const sign = seconds < 0 ? '−' : '';
  let rest = Math.floor(Math.abs(seconds));
  const days = Math.floor(rest / 86_400);
  const hours = Math.floor((rest %= 86_400) / 3_600);
  const minutes = Math.floor((rest %= 3_600) / 60);
  rest %= 60;
  if (days >= 100) return `${sign}${days} d`;
  if (days > 0) return `${sign}${days} d${hours > 0 ? ` ${hours} h` : ''}`;
  if (hours > 0) return `${sign}${hours} h${minutes > 0 ? ` ${minutes} min` : ''}`;
  if (minutes > 9 || (minutes > 0 && rest === 0)) return `${sign}${minutes} min`;
  if (minutes > 0) return `${sign}${minutes} min ${rest} s`;
  return `${sign}${rest} s`;
}
