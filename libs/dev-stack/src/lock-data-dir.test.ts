import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lockDataDir } from './lock-data-dir';

let directory: string;
beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'lock-data-dir-'))));
afterEach(() => rmSync(directory, { recursive: true }));

test('one stack at a time: the second is told who has it', () => {
  const lock = lockDataDir(directory);
  expect(() => lockDataDir(directory)).toThrow(`process ${process.pid}`);
  lock.release();
  lockDataDir(directory).release();
  expect(readdirSync(directory)).toEqual([]);
});

test.each([
  ['of a process that is gone', JSON.stringify({ pid: 4_194_304_999, boot: 'another', started: '1' })],
  ['that a crash left empty', ''],
])('a lock %s is no lock', (_whose, content) => {
  writeFileSync(join(directory, 'stack.lock'), content);
  lockDataDir(directory).release();
});
