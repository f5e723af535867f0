/*
 * After the bundle is built: compresses each file once and for all (.br and .gz beside it, where
 * that makes it smaller), and writes files.txt with the path of each file, from which the server
 * makes its fixed map of files.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const ROOT = fileURLToPath(new URL('../target/classes/ui/', import.meta.url));
const COMPRESSIBLE = /\.(?:js|css|html|svg|json)$/;

const entries = await readdir(ROOT, { recursive: true, withFileTypes: true });
const paths = entries
  .filter((entry) => entry.isFile())
  .map((entry) => relative(ROOT, join(entry.parentPath, entry.name)).split(sep).join('/'));
const written = [...paths];
for (const path of paths.filter((each) => COMPRESSIBLE.test(each))) {
  const bytes = await readFile(join(ROOT, path));
  const packed = {
    '.br': brotliCompressSync(bytes, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 11,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
      },
    }),
    '.gz': gzipSync(bytes, { level: 9 }),
  };
  for (const [suffix, content] of Object.entries(packed)) {
    if (content.length >= bytes.length) continue;
    await writeFile(join(ROOT, path + suffix), content);
    written.push(path + suffix);
  }
}
await writeFile(join(ROOT, 'files.txt'), written.sort().join('\n') + '\n');
