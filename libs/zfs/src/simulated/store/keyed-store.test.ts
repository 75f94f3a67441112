import { appendFileSync, mkdtempSync, readFileSync, rmSync, symlinkSync, truncateSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { KeyedStore } from './keyed-store';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'keyed-store-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs `work` with a store that knows nothing but what is on disk. */
async function withStore<T>(work: (store: KeyedStore) => Promise<T>, checkpointBytes?: number): Promise<T> {
  const store = KeyedStore.open({ directory, ...(checkpointBytes !== undefined && { checkpointBytes }) });
  try {
    return await work(store);
  } finally {
    store.close();
  }
}

const put = (key: string, value: object) => (store: KeyedStore) =>
  store.transact({ run: (view) => view.put(key, value) });
const get = (key: string) => (store: KeyedStore) => store.transact({ run: (view) => view.get(key) });
const names = (key: string) => (store: KeyedStore) => store.transact({ run: (view) => [...view.names(key)].sort() });

test('what was answered is there after a restart', async () => {
  await withStore(put('a/b', { n: 1 }));
  expect(await withStore(get('a/b'))).toEqual({ n: 1 });
});

test('work that throws leaves nothing, and its neighbours in the same batch are kept', async () => {
  await withStore(async (store) => {
    const failing = store.transact({
      run(view) {
        view.put('bad', {});
        throw new Error('no');
      },
    });
    const results = await Promise.allSettled([put('first', { n: 1 })(store), failing, put('last', { n: 2 })(store)]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
  expect(await withStore(get('bad'))).toBeUndefined();
  expect(await withStore(get('first'))).toEqual({ n: 1 });
  expect(await withStore(get('last'))).toEqual({ n: 2 });
});

test('a record that a crash left half written is cut off, wherever it was cut', async () => {
  await withStore(put('a', { n: 1 }));
  const whole = readFileSync(join(directory, 'journal')).length;
  await withStore(put('a', { n: 2 }));
  const journal = join(directory, 'journal');
  const full = readFileSync(journal);
  for (let length = full.length - 1; length > whole; length -= 7) {
    truncateSync(journal, 0);
    appendFileSync(journal, full.subarray(0, length));
    expect(await withStore(get('a'))).toEqual({ n: 1 });
  }
  await withStore(put('a', { n: 3 }));
  expect(await withStore(get('a'))).toEqual({ n: 3 });
});

test('a journal folded into files says the same, for values, removals and names', async () => {
  await withStore(async (store) => {
    for (let index = 0; index < 50; index += 1) await put(`dir/${index}/@@x`, { index })(store);
    await store.transact({ run: (view) => view.remove('dir/7/@@x') });
    await put('dir/3/@@x', { index: 'three' })(store);
  }, 300);
  expect(await withStore(get('dir/49/@@x'))).toEqual({ index: 49 });
  expect(await withStore(get('dir/7/@@x'))).toBeUndefined();
  expect(await withStore(get('dir/3/@@x'))).toEqual({ index: 'three' });
  expect((await withStore(names('dir'))).length).toBeGreaterThanOrEqual(49);
  expect(readFileSync(join(directory, 'journal')).length).toBeLessThan(1000);
});

test('transaction numbers only grow, over restarts and checkpoints', async () => {
  let last = 0;
  for (let round = 0; round < 20; round += 1) {
    const txg = await withStore(
      (store) =>
        store.transact({
          run(view) {
            view.put('key', { round });
            return view.txg;
          },
        }),
      200,
    );
    expect(txg).toBeGreaterThan(last);
    last = txg;
  }
});

test('the lock of a process that no longer runs is taken over, also when its pid belongs to another by now', async () => {
  symlinkSync(`${process.pid}.1.dead`, join(directory, 'lock'));
  await withStore(put('a', { n: 1 }));
  symlinkSync('4194999.77.dead', join(directory, 'lock'));
  expect(await withStore(get('a'))).toEqual({ n: 1 });
});
