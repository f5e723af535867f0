import type { Frame } from './frame';

/** A frame as CSV (RFC 4180): one row per time, one column per series. */
export function toCsv(frame: Frame, names: readonly string[]): string {
  const lines = [['time', ...names].map(cell).join(',')];
  frame.times.forEach((time, row) => {
    const values = frame.series.map((series) => {
      const value = series.values[row];
      return Number.isNaN(value) ? '' : String(value);
    });
    lines.push([new Date(time).toISOString(), ...values].map(cell).join(','));
  });
  return lines.join('\r\n') + '\r\n';
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i;

function cell(text: string): string {
  // A spreadsheet would run a cell that begins like this as a formula.
  const isFormula = /^[=+\-@\t\r]/.test(text) && !NUMBER.test(text);
  const safe = isFormula ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Hands what was made here to the browser as a file. */
export function download(
  fileName: string,
  content: string | Blob,
  type = 'text/csv;charset=utf-8',
): void {
  const blob = typeof content === 'string' ? new Blob([content], { type }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  URL.revokeObjectURL(address);
}
