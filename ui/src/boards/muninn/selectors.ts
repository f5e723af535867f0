/* What the sections of Muninn's own board have in common. */

export const RATE = '[$__rate_interval]';
