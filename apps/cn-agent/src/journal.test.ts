import { execFile } from 'node:child_process';
import { appendFile, mkdtemp, readdir, rename, rm, truncate, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Journal, type JournalEntry } from './journal';

let directory: string;
let journal: Journal;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
  journal = await opened();
});
afterEach(async () => {
  await journal.close();
  await rm(directory, { recursive: true });
});

async function opened(): Promise<Journal> {
  const made = new Journal(directory);
  await made.open();
  return made;
}

/** What the next agent finds after this one was killed. */
async function killed(): Promise<void> {
  await journal.close();
  journal = await opened();
}

const idOf = (digit: number): string => `00000000-0000-4000-8000-00000000000${digit}`;
const entryOf = (digit: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
  id: idOf(digit),
  task: 'machine_update',
  vm_uuid: '926b8205-4b16-6ec4-f9ad-9883a8c84ce1',
  epoch: 1,
  req_id: 'r',
  started_at: '2026-03-03T10:05:05.000Z',
  ...more,
});
const outcome = { status: 'complete', event: { said: 'größer\nals zuvor' } } as const;
const files = async (): Promise<string[]> => (await readdir(directory)).sort();
const newest = async (): Promise<string> => join(directory, (await files()).at(-1) ?? '');

describe.each([
  ['by the agent that wrote it', () => Promise.resolve()],
  ['by the one that comes after it was killed', killed],
])('read %s', (_who, next) => {
  test('an entry is as it was last written', async () => {
    journal.begin(entryOf(1));
    journal.begin(entryOf(3));
    await journal.end(entryOf(1, { outcome }));
    await next();
    expect(journal.read(idOf(1))).toEqual(entryOf(1, { outcome }));
    expect(journal.read(idOf(2))).toBeUndefined();
    expect(journal.read(idOf(3))).toEqual(entryOf(3));
  });

  test('what was begun or not acknowledged is unfinished', async () => {
    for (const digit of [1, 2, 3]) journal.begin(entryOf(digit));
    await Promise.all([2, 3].map((digit) => journal.end(entryOf(digit, { outcome }))));
    journal.acknowledge(idOf(3));
    await next();
    expect(journal.unfinished()).toEqual([idOf(1), idOf(2)]);
    expect(journal.read(idOf(3))).toEqual(entryOf(3, { outcome, acknowledged: true }));
  });

  test('a task that is begun again after all is unfinished again', async () => {
    journal.begin(entryOf(1));
    journal.acknowledge(idOf(1));
    journal.begin(entryOf(1, { epoch: 2 }));
    await next();
    expect(journal.unfinished()).toEqual([idOf(1)]);
    expect(journal.read(idOf(1))).toEqual(entryOf(1, { epoch: 2 }));
  });
});

test.each(['', '\n', '\0\0\0\0\n', '{"id":\n'])('a line of which %j was written was never promised', async (rest) => {
  await journal.end(entryOf(1, { outcome }));
  const { length } = `${JSON.stringify(entryOf(1, { outcome }))}\n`;
  journal.begin(entryOf(2));
  await truncate(await newest(), length + 17);
  await appendFile(await newest(), rest);
  await killed();
  expect(journal.read(idOf(1))).toEqual(entryOf(1, { outcome }));
  expect(journal.unfinished()).toEqual([idOf(1)]);
  await journal.end(entryOf(2, { outcome }));
  await killed();
  expect(journal.read(idOf(2))).toEqual(entryOf(2, { outcome }));
});

test('what ended while its beginning moved to a newer file has ended', async () => {
  journal.begin(entryOf(1));
  await killed();
  const end = journal.end(entryOf(1, { outcome }));
  const [first = ''] = await files();
  await utimes(join(directory, first), 0, 0);
  await Promise.all([end, journal.prune(60_000)]);
  expect(journal.read(idOf(1))).toEqual(entryOf(1, { outcome }));
  await killed();
  expect(journal.read(idOf(1))).toEqual(entryOf(1, { outcome }));
});

describe('pruning', () => {
  /** Three tasks of long ago, of which CNAPI knows how the third ended, and a fourth of today. */
  beforeEach(async () => {
    for (const digit of [1, 2, 3]) journal.begin(entryOf(digit));
    for (const digit of [2, 3]) await journal.end(entryOf(digit, { outcome }));
    journal.acknowledge(idOf(3));
    await journal.prune(60_000);
    const [old = ''] = await files();
    await utimes(join(directory, old), 0, 0);
    await journal.end(entryOf(4, { outcome }));
    journal.acknowledge(idOf(4));
    expect(await files()).toHaveLength(2);
    await journal.prune(60_000);
  });

  test('removes files that are old, and what is unfinished moves to a newer one', async () => {
    expect(await files()).toEqual(['0000000002.log', '0000000003.log']);
    await killed();
    expect(journal.unfinished()).toEqual([idOf(1), idOf(2)]);
    expect(journal.read(idOf(2))).toEqual(entryOf(2, { outcome }));
  });

  test('forgets only what is acknowledged and old', () => {
    expect([1, 2, 3, 4].map((digit) => journal.read(idOf(digit))?.id)).toEqual([idOf(1), idOf(2), undefined, idOf(4)]);
  });
});

test('what could not be written down can be once the directory is there again', async () => {
  await journal.close();
  await rename(directory, `${directory}.away`);
  expect(() => journal.begin(entryOf(1))).toThrow('ENOENT');
  await rename(`${directory}.away`, directory);
  journal.begin(entryOf(1));
  await journal.end(entryOf(1, { outcome }));
  await killed();
  expect(journal.read(idOf(1))).toEqual(entryOf(1, { outcome }));
});

test('after a write that failed in the middle of a line, lines go to another file', async () => {
  await journal.close();
  // A process whose files may not grow beyond 1 KiB: it begins tasks until that fails, and then some more.
  const script = `
    const { Journal } = require('./journal.ts');
    const journal = new Journal(${JSON.stringify(directory)});
    journal.open().then(() => {
      const begun = [];
      for (let digit = 1; digit < 10; digit++) {
        const entry = { ...${JSON.stringify(entryOf(0))}, id: ${JSON.stringify(idOf(0).slice(0, -1))} + digit };
        try {
          journal.begin(entry);
          begun.push(entry.id);
        } catch (error) {
          if (error.code !== 'EFBIG') throw error;
        }
      }
      console.log(JSON.stringify(begun));
    });`;
  const limited = 'trap "" XFSZ; ulimit -f 1; exec "$0" --import tsx -e "$1"';
  const { stdout } = await promisify(execFile)('bash', ['-c', limited, process.execPath, script], {
    cwd: __dirname,
    env: { ...process.env, TSX_DISABLE_CACHE: '1' },
  });
  const begun = JSON.parse(stdout) as string[];
  expect(begun.length).toBeGreaterThan(5);
  expect(begun.length).toBeLessThan(9);
  expect((await files()).length).toBeGreaterThan(1);
  journal = await opened();
  expect(journal.unfinished()).toEqual(begun);
});
