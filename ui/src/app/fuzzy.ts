/**
 * How well a text answers to the letters typed: they have to occur in their order; beginnings of
 * words and runs of letters count more. 0 if it does not.
 */
export function fuzzyScore(typed: string, text: string): number {
  const letters = typed.toLowerCase().replace(/\s+/g, '');
  const within = text.toLowerCase();
  if (letters === '') return 1;
  let score = 0;
  let run = 0;
  let at = 0;
  for (const letter of letters) {
    const next = within.indexOf(letter, at);
    if (next < 0) return 0;
    run = next === at && at > 0 ? run + 1 : 0;
    const beginsWord = next === 0 || !/[\p{L}\p{N}]/u.test(within[next - 1]);
    score += 1 + run * 2 + (beginsWord ? 4 : 0) - Math.min(3, (next - at) * 0.1);
    at = next + 1;
  }
  return Math.max(0.1, score - within.length * 0.01);
}
