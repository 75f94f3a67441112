import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { withFileLock } from './file-lock';
import { isAlive, processIdentity } from './process-identity';

let directory: string;
let file: string;

beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'file-lock-'));
  file = path.join(directory, 'vm.lock');
});

afterEach(() => rmSync(directory, { recursive: true }));

test('two pieces of work of one process do not overlap, and a failing one lets go', async () => {
  const seen: string[] = [];
  const first = withFileLock(file, async () => {
    seen.push('first in');
    await new Promise(setImmediate);
    seen.push('first out');
    throw new Error('broken');
  });
  const second = withFileLock(file, () => Promise.resolve(seen.push('second')));
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(seen).toEqual(['first in', 'first out', 'second']);
  expect(readdirSync(directory)).toEqual([]);
});

test('processes exclude each other, and those that are killed while they hold it are succeeded', async () => {
  const counter = path.join(directory, 'counter');
  writeFileSync(counter, '0');
  // Each child adds 1 to a file again and again, not atomically; every third kills itself while it holds the lock.
  const script = `
    const fs = require('node:fs');
    const { withFileLock } = require('./file-lock.ts');
    (async () => {
      for (let i = 0; i < 20; i++) {
        await withFileLock(${JSON.stringify(file)}, async () => {
          const value = Number(fs.readFileSync(${JSON.stringify(counter)}, 'utf8'));
          await new Promise(setImmediate);
          fs.writeFileSync(${JSON.stringify(counter)}, String(value + 1));
          if (process.argv[1] === 'dies' && i === 5) process.kill(process.pid, 'SIGKILL');
        });
      }
    })();`;
  const run = (word: string) =>
    new Promise<void>((resolve) => {
      spawn(process.execPath, ['--import', 'tsx', '-e', script, word], { cwd: __dirname, stdio: 'inherit' }).on(
        'close',
        () => resolve(),
      );
    });
  await Promise.all(['dies', 'lives', 'dies', 'lives', 'dies'].map(run));
  await withFileLock(file, () => Promise.resolve());
  expect(readFileSync(counter, 'utf8')).toBe(String(3 * 6 + 2 * 20));
}, 60_000);

test.each([
  ['a file', () => writeFileSync(file, '')],
  ['a link to something', () => symlinkSync('something', file)],
])('%s in the place of a claim is nobody’s', async (_what, put) => {
  put();
  await expect(withFileLock(file, () => Promise.resolve('in'))).resolves.toBe('in');
  expect(readdirSync(directory)).toEqual([]);
});

test('a pid that was given to another process since does not count as alive', () => {
  const me = processIdentity();
  expect(isAlive(me)).toBe(true);
  expect(isAlive({ ...me, started: '1' })).toBe(false);
  expect(isAlive({ ...me, boot: 'another boot' })).toBe(false);
  expect(isAlive({ ...me, pid: 0 })).toBe(false);
});
