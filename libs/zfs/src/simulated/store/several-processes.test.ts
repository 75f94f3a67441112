import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { newSimulatedWorld, type SimulatedWorld } from '../../testing/simulated-world';
import { Zfs } from '../../zfs';

const WRITER = join(__dirname, '../../testing/store-writer.ts');

let world: SimulatedWorld;
let zfs: Zfs;
beforeEach(async () => {
  world = await newSimulatedWorld({ durable: true });
  zfs = new Zfs(world.host);
  await zfs.createFilesystem('zones/shared');
});
afterEach(() => world.close());

function startWriter(key: string, count: number): ChildProcess {
  const args = ['--import', 'tsx', WRITER, world.root, key, String(count)];
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function childNames(): Promise<string[]> {
  const rows = await zfs.list('zones/shared', ['name'], { recursive: true });
  return rows.slice(1).map(({ name }) => name);
}

test('processes that write at once lose nothing of each other', async () => {
  const keys = ['a', 'b', 'c'];
  const writers = keys.map((key) => startWriter(key, 25));
  const exits = await Promise.all(writers.map(async (writer) => (await once(writer, 'exit'))[0] as number | null));
  expect(exits).toEqual([0, 0, 0]);

  expect(await zfs.get('zones/shared', ['test:a', 'test:b', 'test:c'])).toEqual({
    'test:a': '25',
    'test:b': '25',
    'test:c': '25',
  });
  expect(await childNames()).toHaveLength(75);
  const { used, usedbydataset, usedbychildren } = await zfs.getNumbers('zones/shared', [
    'used',
    'usedbydataset',
    'usedbychildren',
  ]);
  expect(usedbychildren).toBe(75 * 24576);
  expect(used).toBe(usedbydataset + usedbychildren);
}, 120_000);

test('a process killed at any moment leaves all it answered, at most one command more, and no lock', async () => {
  for (const killAfter of [1, 5, 12]) {
    const key = `k${killAfter}`;
    const writer = startWriter(key, 1_000_000);
    const lines = createInterface({ input: writer.stdout as NodeJS.ReadableStream });
    let answered = 0;
    for await (const line of lines) {
      answered = Math.max(answered, Number(line));
      if (answered >= killAfter) writer.kill('SIGKILL');
    }

    const property = Number((await zfs.get('zones/shared', [`test:${key}`]))[`test:${key}`]);
    const children = (await childNames()).filter((name) => name.startsWith(`zones/shared/${key}-`)).length;
    expect(children).toBeGreaterThanOrEqual(answered);
    expect([answered, answered + 1]).toContain(property);
    expect([property - 1, property]).toContain(children);
    await zfs.set('zones/shared', { 'test:alive': killAfter });
  }
}, 120_000);
