import { KeyedLock } from './keyed-lock';

function gate(): { opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

test('work under one key never overlaps and keeps its order, also after failures', async () => {
  const lock = new KeyedLock();
  const seen: string[] = [];
  let inside = 0;
  const works = ['a', 'b', 'c', 'd'].map((name) =>
    lock.run('vm', async () => {
      expect(++inside).toBe(1);
      await new Promise((resolve) => setImmediate(resolve));
      seen.push(name);
      inside--;
      if (name === 'b') throw new Error('b failed');
    }),
  );
  const ends = await Promise.allSettled(works);
  expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'fulfilled']);
  expect(seen).toEqual(['a', 'b', 'c', 'd']);
});

test('keys do not wait for each other', async () => {
  const lock = new KeyedLock();
  const { opened, open } = gate();
  const held = lock.run('one', () => opened);
  await lock.run('other', async () => undefined);
  open();
  await held;
});
