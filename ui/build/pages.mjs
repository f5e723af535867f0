/** Paths that the page itself tells apart; the server answers each with index.html. */
export const PAGES = ['/', '/muninn', '/explore'];
