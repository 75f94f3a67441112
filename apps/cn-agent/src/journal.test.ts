import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal, type JournalEntry } from './journal';

let directory: string;
let journal: Journal;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'journal-'));
  journal = new Journal(directory);
  await journal.open();
});
afterEach(() => rm(directory, { recursive: true }));

const entryOf = (digit: number, more: Partial<JournalEntry> = {}): JournalEntry => ({
  id: `00000000-0000-4000-8000-00000000000${digit}`,
  task: 'machine_update',
  vm_uuid: '926b8205-4b16-6ec4-f9ad-9883a8c84ce1',
  epoch: 1,
  req_id: 'r',
  started_at: '2026-03-03T10:05:05.000Z',
  ...more,
});
const outcome = { status: 'complete', event: {} } as const;

test('an entry is read as it was last written', async () => {
  journal.begin(entryOf(1));
  await journal.end(entryOf(1, { outcome }));
  expect(await journal.read(entryOf(1).id)).toEqual(entryOf(1, { outcome }));
  expect(await journal.read(entryOf(2).id)).toBeUndefined();
});

test.each(['', '\0\0\0'])('a beginning of which %j was written is not known', async (text) => {
  journal.begin(entryOf(1));
  await writeFile(join(directory, `${entryOf(1).id}.json`), text);
  expect(await journal.read(entryOf(1).id)).toBeUndefined();
  expect(await journal.unfinished()).toEqual([]);
});

test('what was begun or not acknowledged is unfinished', async () => {
  journal.begin(entryOf(1));
  await journal.end(entryOf(2, { outcome }));
  await journal.end(entryOf(3, { outcome, acknowledged: true }));
  expect((await journal.unfinished()).sort()).toEqual([entryOf(1).id, entryOf(2).id]);
});

test('only what is acknowledged and old is pruned', async () => {
  const old = [entryOf(1), entryOf(2, { outcome }), entryOf(3, { outcome, acknowledged: true })];
  for (const entry of [...old, entryOf(4, { outcome, acknowledged: true })]) await journal.end(entry);
  for (const { id } of old) await utimes(join(directory, `${id}.json`), 0, 0);
  await journal.prune(60_000);
  expect((await readdir(directory)).sort()).toEqual([1, 2, 4].map((digit) => `${entryOf(digit).id}.json`));
});
