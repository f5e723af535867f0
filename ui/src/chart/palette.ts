/** The colours that canvases draw with, read from the style sheet's custom properties. */
export interface Palette {
  readonly series: readonly string[];
  readonly limit: string;
  readonly grid: string;
  readonly axis: string;
  readonly text: string;
  readonly good: string;
  readonly warn: string;
  readonly bad: string;
  /** What panels lie on. */
  readonly surface: string;
  readonly font: string;
}

const SLOTS = 10;

export function readPalette(): Palette {
  const probe = document.createElement('span');
  probe.hidden = true;
  document.body.append(probe);
  // The computed form is always rgb(…), however the style sheet was shortened.
  const color = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const palette = {
    series: Array.from({ length: SLOTS }, (_, slot) => color(`--series-${slot}`)),
    limit: color('--text-faint'),
    grid: color('--chart-grid'),
    axis: color('--chart-axis'),
    text: color('--text-muted'),
    good: color('--good'),
    warn: color('--warn'),
    bad: color('--bad'),
    surface: color('--panel'),
    font: getComputedStyle(document.body).fontFamily,
  };
  probe.remove();
  return palette;
}

/** An `rgb(…)` colour that lets shine through what is below. */
export function withAlpha(rgb: string, alpha: number): string {
  return rgb.replace(/^rgba?\(([^,]+,[^,]+,[^,)]+).*\)$/, `rgba($1, ${alpha})`);
}
