/** One line of a tooltip. */
export interface TooltipRow {
  readonly name: string;
  readonly color: string;
  readonly text: string;
}

/** More lines than this are not read anyway; a mark and a sum may stand beside them. */
export const MOST_VALUES = 14;
const MOST_ROWS = MOST_VALUES + 2;
const DISTANCE = 14;

/** The page's one tooltip, changed in place: it follows the pointer at the speed of the screen. */
export class Tooltip {
  #element = document.createElement('div');
  #title = document.createElement('div');
  #rows = document.createElement('div');
  #more = document.createElement('div');
  /* As the browser last laid it out: to ask the element would make it lay out in the midst of a frame. */
  #size = { width: 0, height: 0 };
  #at = { x: 0, y: 0 };

  constructor() {
    this.#element.className = 'tooltip';
    this.#element.hidden = true;
    // Screen readers get the same values from the chart's own live text.
    this.#element.setAttribute('aria-hidden', 'true');
    this.#title.className = 'tooltip-title';
    this.#rows.className = 'tooltip-rows';
    this.#more.className = 'tooltip-more';
    this.#element.append(this.#title, this.#rows, this.#more);
    document.body.append(this.#element);
    new ResizeObserver(([{ borderBoxSize }]) => {
      const [{ inlineSize: width, blockSize: height }] = borderBoxSize;
      this.#size = { width, height };
      this.#place();
    }).observe(this.#element);
  }

  /** Shows the rows beside a point of the window; `more` were left out already. */
  show(title: string, rows: readonly TooltipRow[], x: number, y: number, more = 0): void {
    this.#title.textContent = title;
    const shown = rows.slice(0, MOST_ROWS);
    while (this.#rows.childElementCount < shown.length) this.#rows.append(emptyRow());
    while (this.#rows.childElementCount > shown.length) this.#rows.lastElementChild!.remove();
    shown.forEach((row, index) => {
      const [chip, name, value] = this.#rows.children[index].children as unknown as HTMLElement[];
      chip.style.background = row.color;
      name.textContent = row.name;
      value.textContent = row.text;
    });
    const hiddenRows = rows.length - shown.length + more;
    this.#more.hidden = hiddenRows === 0;
    this.#more.textContent = `and ${hiddenRows} more`;
    this.#element.hidden = false;
    this.#at = { x, y };
    this.#place();
  }

  hide(): void {
    this.#element.hidden = true;
  }

  #place(): void {
    const { x, y } = this.#at;
    const { width, height } = this.#size;
    const fitsRight = x + DISTANCE + width < innerWidth - 8;
    const left = fitsRight ? x + DISTANCE : Math.max(8, x - DISTANCE - width);
    const top = Math.min(Math.max(8, y - height / 2), innerHeight - height - 8);
    this.#element.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
  }
}

function emptyRow(): HTMLElement {
  const row = document.createElement('div');
  row.className = 'tooltip-row';
  for (const name of ['chip', 'tooltip-name', 'tooltip-value']) {
    const cell = document.createElement('span');
    cell.className = name;
    row.append(cell);
  }
  return row;
}
