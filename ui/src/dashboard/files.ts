import { download, toCsv } from '../data/csv';
import type { Frame } from '../data/frame';
import type { Panel } from './model';
import { readTables } from './kinds/read';
import { nameSeries } from './kinds/naming';
import { readSeries } from './kinds/read';
import type { BoardScope } from './scope';
import type { Cell, Table } from './transforms/table';

/** Saves a panel's data as a spreadsheet reads them. */
export function saveCsv(name: string, panel: Panel, frame: Frame, scope: BoardScope): void {
  if (panel.kind === 'table') {
    const [table] = readTables(panel, frame);
    if (table) download(`${name}.csv`, tableCsv(table));
    return;
  }
  const shown = readSeries(panel, frame);
  const names = nameSeries(panel, shown, scope).map((each) => each.name);
  download(`${name}.csv`, toCsv(shown, names));
}

/** A table as CSV (RFC 4180); what a spreadsheet would run is quoted. */
export function tableCsv({ columns }: Table): string {
  const cell = (value: Cell) => {
    const isAbsent = value === null || (typeof value === 'number' && Number.isNaN(value));
    const text = isAbsent ? '' : String(value ?? '');
    const safe = /^[=+\-@\t\r]/.test(text) && typeof value === 'string' ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = columns[0]?.values.length ?? 0;
  const lines = [columns.map(({ name }) => cell(name)).join(',')];
  for (let row = 0; row < rows; row++) {
    lines.push(
      columns
        .map(({ values, type }) => {
          const value = values[row];
          const isMoment = type === 'time' && typeof value === 'number';
          return isMoment ? new Date(value).toISOString() : cell(value);
        })
        .join(','),
    );
  }
  return `${lines.join('\r\n')}\r\n`;
}

/** Saves a panel's data with names and labels. */
export function saveJson(name: string, panel: Panel, frame: Frame, scope: BoardScope): void {
  const shown = readSeries(panel, frame);
  const series = nameSeries(panel, shown, scope).map((each) => ({
    name: each.name,
    labels: each.series.labels,
    values: Array.from(each.series.values, (value) => (Number.isNaN(value) ? null : value)),
  }));
  const data = { times: Array.from(frame.times), step: frame.step, series };
  download(`${name}.json`, JSON.stringify(data, null, 2), 'application/json');
}

/** Saves what a panel's canvases show, with its title above. */
export function savePicture(name: string, title: string, panel: HTMLElement): void {
  const canvases = [...panel.querySelectorAll('canvas')];
  const box = panel.getBoundingClientRect();
  const picture = document.createElement('canvas');
  const ratio = devicePixelRatio;
  picture.width = box.width * ratio;
  picture.height = box.height * ratio;
  const context = picture.getContext('2d')!;
  const style = getComputedStyle(panel);
  context.fillStyle = style.backgroundColor;
  context.fillRect(0, 0, picture.width, picture.height);
  context.fillStyle = style.color;
  context.font = `600 ${14 * ratio}px ${style.fontFamily}`;
  context.fillText(title, 12 * ratio, 22 * ratio);
  for (const canvas of canvases) {
    const place = canvas.getBoundingClientRect();
    const [x, y] = [(place.left - box.left) * ratio, (place.top - box.top) * ratio];
    context.drawImage(canvas, x, y, place.width * ratio, place.height * ratio);
  }
  drawLegend(context, panel, box, ratio);
  picture.toBlob((blob) => {
    if (blob) download(`${name}.png`, blob, 'image/png');
  });
}

function drawLegend(
  context: CanvasRenderingContext2D,
  panel: HTMLElement,
  box: DOMRect,
  ratio: number,
): void {
  context.textBaseline = 'middle';
  for (const row of panel.querySelectorAll<HTMLElement>('.field-legend tr, .legend tr')) {
    const chip = row.querySelector<HTMLElement>('.chip');
    if (chip) {
      const { left, top, width, height } = chip.getBoundingClientRect();
      context.fillStyle = getComputedStyle(chip).backgroundColor;
      context.fillRect(
        (left - box.left) * ratio,
        (top - box.top) * ratio,
        width * ratio,
        height * ratio,
      );
    }
    for (const cell of row.querySelectorAll<HTMLElement>('.legend-name, td')) {
      const { left, top, height } = cell.getBoundingClientRect();
      const style = getComputedStyle(cell);
      context.fillStyle = style.color;
      context.font = `${parseFloat(style.fontSize) * ratio}px ${style.fontFamily}`;
      context.fillText(
        cell.textContent ?? '',
        (left - box.left) * ratio,
        (top - box.top + height / 2) * ratio,
      );
    }
  }
}
