const SHORTEST_MILLIS = 500;
const LONGEST_MILLIS = 30_000;

/**
 * How long to wait before the n-th attempt to reconnect, counted from 0: anything up to a limit
 * that doubles, so that the viewers of a restarted server do not come back all at once.
 */
export function reconnectDelay(attempt: number, random: () => number): number {
  const limit = Math.min(LONGEST_MILLIS, SHORTEST_MILLIS * 2 ** Math.min(attempt, 16));
  return Math.round(limit * random());
}

/** True for close codes after which trying again would only fail again. */
export function isFinal(closeCode: number): boolean {
  return closeCode >= 4400 && closeCode < 4500 && ![4406, 4408, 4429].includes(closeCode);
}

/** Why the server closed the socket, with the remedy. */
export function closeReason(closeCode: number): string {
  switch (closeCode) {
    case 4401:
      return 'You are not signed in any more. Reload the page to sign in.';
    case 4413:
      return 'This page asked for more than one frame can carry. Reload it, or show fewer queries.';
    case 4429:
      return 'Too many live pages are open. Close some, or raise the limit on the server.';
    default:
      return `The server ended the live connection (code ${closeCode}). Reload the page.`;
  }
}
