import { renameSync } from 'node:fs';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const OUT = 'target/classes/ui';

/** The list of chunks is for the budget check only, so it is not packed with the page. */
const manifestAside: Plugin = {
  name: 'manifest-aside',
  apply: 'build',
  closeBundle: () => renameSync(`${OUT}/manifest.json`, 'target/manifest.json'),
};

export default defineConfig({
  plugins: [manifestAside],
  build: {
    outDir: OUT,
    manifest: 'manifest.json',
    emptyOutDir: true,
    target: 'es2023',
    // Preloading is done by the browser; the polyfill would be an inline script under another name.
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
  },
  // `npm run dev`: the page from its sources, the data from a running server.
  server: {
    proxy: { '/api': { target: process.env.MUNINN_URL ?? 'http://127.0.0.1:7171', ws: true } },
  },
  test: {
    include: ['src/**/*.test.ts'],
    // A quarter of the time; files may come in any order, so none may leave anything to the next.
    isolate: false,
  },
});
