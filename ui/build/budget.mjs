/*
 * Compares the built page with its budgets: what the first load may weigh, and what opening Explore
 * may add. The figures are gzip sizes, since every browser takes at least that.
 */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../target/classes/ui/', import.meta.url));
const KB = 1_000;
const BUDGETS = [
  { name: 'JavaScript of the first load', files: firstLoad('js'), limit: 90 * KB },
  { name: 'styles of the first load', files: firstLoad('css'), limit: 15 * KB },
  { name: 'JavaScript of Explore', files: exploreOnly(), limit: 150 * KB },
];

async function manifest() {
  return JSON.parse(
    await readFile(fileURLToPath(new URL('../target/manifest.json', import.meta.url)), 'utf8'),
  );
}

/** A chunk and everything it imports at once. */
function closure(chunks, key, found = new Set()) {
  if (!found.has(key)) {
    found.add(key);
    for (const each of chunks[key].imports ?? []) closure(chunks, each, found);
  }
  return found;
}

async function firstLoad(kind) {
  const chunks = await manifest();
  const keys = [...closure(chunks, 'index.html')];
  return kind === 'js'
    ? keys.map((key) => chunks[key].file)
    : keys.flatMap((key) => chunks[key].css ?? []);
}

async function exploreOnly() {
  const chunks = await manifest();
  const first = closure(chunks, 'index.html');
  const later = new Set();
  const visit = (key) => {
    for (const each of closure(chunks, key)) {
      if (later.has(each) || first.has(each)) continue;
      later.add(each);
      (chunks[each].dynamicImports ?? []).forEach(visit);
    }
  };
  visit('src/explore/Explore.tsx');
  return [...later].map((key) => chunks[key].file);
}

let isOver = false;
for (const { name, files, limit } of BUDGETS) {
  let size = 0;
  for (const file of new Set(await files))
    size += gzipSync(await readFile(join(ROOT, file)), { level: 9 }).length;
  const verdict = size <= limit ? 'within' : 'OVER';
  process.stdout.write(`${name}: ${(size / KB).toFixed(1)} kB gzip, ${verdict} ${limit / KB} kB\n`);
  isOver ||= size > limit;
}
if (isOver) {
  process.stderr.write(
    'The page has grown past its budget: load less at first, or argue for another budget.\n',
  );
  process.exit(1);
}
