/*
 * The npm part of the Maven build: installs, builds and packs, checks and tests, each only if what it
 * depends on has changed since it last succeeded. With "product" the sources are not checked.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = [
  'src',
  'build',
  'dev',
  'e2e',
  'index.html',
  'package.json',
  'tsconfig.json',
  'vite.config.ts',
  'playwright.config.ts',
];
const OLDEST_NODE = [20, 19];

checkNode();
const lock = hashOf(['package-lock.json']);
step('node_modules/.muninn-lock-hash', lock, [['npm', 'ci', '--no-audit', '--no-fund']]);
const sources = hashOf(SOURCES) + lock;
if (process.argv[2] !== 'product') {
  step('target/.muninn-checked-hash', sources, [
    ['npm', 'run', '--silent', 'formatted'],
    ['npm', 'run', '--silent', 'types'],
    ['npm', '--silent', 'test'],
  ]);
}
step(
  'target/.muninn-build-hash',
  sources,
  [
    ['npm', 'run', '--silent', 'build'],
    ['npm', 'run', '--silent', 'budget'],
  ],
  'target/classes/ui/files.txt',
);

function checkNode() {
  const version = process.versions.node.split('.').map(Number);
  const isOld =
    version[0] < OLDEST_NODE[0] || (version[0] === OLDEST_NODE[0] && version[1] < OLDEST_NODE[1]);
  if (isOld) {
    fail(
      `Node ${process.versions.node} is too old to build the page: install Node ${OLDEST_NODE.join('.')} or newer.`,
    );
  }
}

/** Runs the commands unless they did already with the same input and their product is there. */
function step(marker, hash, commands, product = marker) {
  const file = join(ROOT, marker);
  const isDone =
    existsSync(file) && readFileSync(file, 'utf8') === hash && existsSync(join(ROOT, product));
  if (isDone) return;
  for (const [command, ...parameters] of commands) {
    const { status, error } = spawnSync(command, parameters, {
      cwd: ROOT,
      stdio: 'inherit',
      shell: process.platform === 'win32',
    });
    if (error) fail(`${command} cannot be started (${error.message}): install Node.js with npm.`);
    if (status !== 0) fail(`"${[command, ...parameters].join(' ')}" failed: see above.`);
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}

function hashOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => {
    const full = join(ROOT, path);
    if (!existsSync(full)) return;
    if (statSync(full).isDirectory()) {
      for (const name of readdirSync(full).sort()) add(join(path, name));
    } else {
      hash.update(path).update('\0').update(readFileSync(full));
    }
  };
  paths.forEach(add);
  return hash.digest('hex');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
