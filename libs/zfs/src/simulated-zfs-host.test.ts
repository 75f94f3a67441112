import { SimulatedZfsHost } from './simulated-zfs-host';
import { newSimulatedWorld, type SimulatedWorld } from './testing/simulated-world';
import { itBehavesLikeZfs } from './testing/zfs-contract';
import { Zfs } from './zfs';

describe('the simulated zfs', () => {
  itBehavesLikeZfs(async () => {
    const { host, close } = await newSimulatedWorld();
    return {
      host,
      dataset: 'zones',
      write: (volume, offset, length) => host.write(volume, offset, length),
      close: () => Promise.resolve(close()),
    };
  });
});

describe('faults on demand', () => {
  let world: SimulatedWorld;
  beforeEach(async () => {
    world = await newSimulatedWorld();
  });
  afterEach(() => world.close());

  test('the k-th matching command fails with the ordered text and changes nothing; the next one works', async () => {
    world.host.orderFault({ match: '^zfs create', skip: 1, action: 'fail', stderr: 'disk on fire', exitCode: 3 });
    const results = [];
    for (const name of ['a', 'b', 'c']) results.push(await world.host.zfs(['create', `zones/${name}`]));
    expect(results.map(({ exitCode }) => exitCode)).toEqual([0, 3, 0]);
    expect(results[1]?.stderr).toBe('disk on fire\n');
    expect(await new Zfs(world.host).exists('zones/b')).toBe(false);
  });

  test('a fault ordered by one process meets the commands of another', async () => {
    const other = new SimulatedZfsHost({ root: world.root, durable: false });
    world.host.orderFault({ action: 'fail' });
    expect((await other.zfs(['list'])).exitCode).toBe(1);
    expect((await other.zfs(['list'])).exitCode).toBe(0);
    other.close();
  });

  test('a hook sees every command before it starts and after it is done, and may pretend a crash', async () => {
    const seen: string[] = [];
    const host = new SimulatedZfsHost({
      root: world.root,
      durable: false,
      onCommand(moment, line) {
        seen.push(`${moment} ${line}`);
        if (moment === 'after') throw new Error('crashed');
      },
    });
    await expect(host.zfs(['create', 'zones/a'])).rejects.toThrow('crashed');
    expect(seen).toEqual(['before zfs create zones/a', 'after zfs create zones/a']);
    expect(await new Zfs(world.host).exists('zones/a')).toBe(true);
    host.close();
  });

  test('a slow pool answers many at once in the time of one', async () => {
    const host = new SimulatedZfsHost({ root: world.root, durable: false, delayMs: 200 });
    const started = performance.now();
    await Promise.all(Array.from({ length: 20 }, () => host.zfs(['list'])));
    const elapsedMs = performance.now() - started;
    expect(elapsedMs).toBeGreaterThanOrEqual(199);
    expect(elapsedMs).toBeLessThan(2000);
    host.close();
  });
});
