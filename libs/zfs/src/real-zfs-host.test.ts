import { open } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';

import { RealZfsHost } from './real-zfs-host';
import { itBehavesLikeZfs, type ZfsWorld } from './testing/zfs-contract';
import { Zfs } from './zfs';

const pool = process.env.TRITON_TEST_ZPOOL;

/** A dataset of its own below the pool that the tester offers; its volumes appear under /dev/zvol. */
async function newRealWorld(): Promise<ZfsWorld> {
  const host = new RealZfsHost();
  const zfs = new Zfs(host);
  const dataset = `${pool}/contract-${randomBytes(6).toString('hex')}`;
  await zfs.createFilesystem(dataset, { mountpoint: 'none' });
  return {
    host,
    dataset,
    async write(volume, offsetBytes, lengthBytes) {
      const device = await open(`/dev/zvol/${volume}`, 'r+');
      await device.write(randomBytes(lengthBytes), 0, lengthBytes, offsetBytes);
      await device.sync();
      await device.close();
      await host.zpool(['sync', pool ?? '']);
    },
    close: () => zfs.destroy(dataset, { dependents: true }),
  };
}

if (pool) describe(`the real zfs with pool ${pool}`, () => itBehavesLikeZfs(newRealWorld));

test('a program that cannot be started is an error that names it', async () => {
  const host = new RealZfsHost({ zfsPath: '/nowhere/zfs' });
  await expect(host.zfs(['list'])).rejects.toThrow('/nowhere/zfs list did not finish');
});

test('a failing program is a result: streams and exit code', async () => {
  const host = new RealZfsHost({ zfsPath: process.execPath });
  const script = 'process.stdout.write("out"); process.stderr.write("err"); process.exitCode = 2';
  expect(await host.zfs(['-e', script])).toEqual({ stdout: 'out', stderr: 'err', exitCode: 2 });
});
