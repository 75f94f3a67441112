import { JobWatcher } from './job-watcher';

test('each job is answered with its own end, whenever the others end', async () => {
  const ends = new Map<string, boolean>([['a', true]]);
  const watcher = new JobWatcher((uuids) =>
    Promise.resolve(
      uuids.filter((uuid) => ends.has(uuid)).map((uuid) => ({ uuid, succeeded: ends.get(uuid) === true })),
    ),
  );
  const b = watcher.end('b');
  expect(await watcher.end('a')).toBe(true);
  ends.set('b', false);
  expect(await b).toBe(false);
});

test('when looking fails, so does waiting', async () => {
  const watcher = new JobWatcher(() => Promise.reject(new Error('no database')));
  await expect(watcher.end('a')).rejects.toThrow('no database');
});
