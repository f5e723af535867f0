/** Steps a page asks for; a short list, so that many viewers share the same view on the server. */
const STEPS_SECONDS = [
  1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 14_400, 28_800, 86_400, 604_800,
];

/**
 * Close to the pixels of a panel on a wide screen; more points would be drawn on top of each other.
 */
const MOST_POINTS = 900;

/** The finest step that keeps a span within the point budget, in milliseconds. */
export function stepFor(spanMillis: number): number {
  const fits = STEPS_SECONDS.find((step) => spanMillis / (step * 1_000) <= MOST_POINTS);
  return (fits ?? STEPS_SECONDS[STEPS_SECONDS.length - 1]) * 1_000;
}

/** The window of `rate(x[$__rate_interval])`: wide enough for one lost scrape to leave no gap. */
export function rateInterval(stepMillis: number, scrapeMillis: number): number {
  return Math.max(stepMillis + scrapeMillis, 4 * scrapeMillis);
}

/** A PromQL duration. */
export function promDuration(millis: number): string {
  return millis % 1_000 === 0 ? `${millis / 1_000}s` : `${millis}ms`;
}
