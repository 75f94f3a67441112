import { closeSync, ftruncateSync, openSync, rmSync, writeFileSync } from 'node:fs';

import { automaticRefreservation, type ParityVdev } from '@triton/flexible-disk/automatic-refreservation';
import { Zfs } from '@triton/zfs/zfs';

import { PatientZfsHost } from './patient-zfs-host';

const MIB = 1024 ** 2;
const FILE_BYTES = 64 * 1024 ** 3;
const POOL = 'layout';
const BLOCK_SIZES = [4096, 8192, 16384, 32768, 65536, 131072];
/** 2.1 rounds what parity adds down to a byte, later releases (and we) to half a sector. */
const ROUNDING_BYTES = 256;
const SIZES_MIB = [1, 10, 1000, 10240, 102400, 1048576];

interface Layout {
  readonly words: string;
  readonly disks: number;
  readonly vdev?: ParityVdev;
}

const raidz = (disks: number, parity: number, ashift: number): Layout => ({
  words: `raidz${parity}`,
  disks,
  vdev: { kind: 'raidz', disks, parity, ashift },
});
const draid = (data: number, parity: number, ashift: number): Layout => ({
  words: `draid${parity}:${data}d`,
  disks: data + parity,
  vdev: { kind: 'draid', data, parity, ashift },
});
const LAYOUTS: readonly Layout[] = [
  { words: '', disks: 1 },
  { words: 'mirror', disks: 2 },
  ...[9, 12].flatMap((ashift) => [
    raidz(3, 1, ashift),
    raidz(4, 1, ashift),
    raidz(6, 2, ashift),
    raidz(8, 3, ashift),
    draid(2, 1, ashift),
    draid(4, 2, ashift),
  ]),
];

/** Compares our automatic reservation with what ZFS plans, for pools of many layouts. Nothing is written. */
async function main([resultFile = '']: string[]): Promise<void> {
  const host = new PatientZfsHost();
  const zfs = new Zfs(host);
  const failed: string[] = [];
  let passed = 0;
  for (const layout of LAYOUTS) {
    const files = makeFiles(layout.disks);
    const { words, vdev } = layout;
    const ashift = vdev?.ashift ?? 12;
    const made = await host.zpool(
      ['create', '-f', '-o', `ashift=${ashift}`, '-O', 'mountpoint=none', POOL, words, ...files].filter(Boolean),
    );
    if (made.exitCode !== 0) failed.push(`${words}: ${made.stderr}`);
    for (const volblocksize of made.exitCode === 0 ? BLOCK_SIZES : []) {
      for (const sizeMib of SIZES_MIB) {
        const volsize = sizeMib * MIB;
        const planned = await zfs.plannedRefreservation(`${POOL}/v`, { volsize, volblocksize });
        const ours = automaticRefreservation({ volsize, volblocksize, vdevs: vdev ? [vdev] : [] });
        if (planned === ours || (vdev && Math.abs(planned - ours) < ROUNDING_BYTES)) passed += 1;
        else
          failed.push(
            `${words} of ${layout.disks}, ashift ${ashift}: ${volsize}/${volblocksize}: ${planned}, not ${ours}`,
          );
      }
    }
    await host.zpool(['destroy', '-f', POOL]);
    for (const file of files) rmSync(file);
    console.log(`${words} of ${layout.disks}, ashift ${ashift}: ${passed} agree, ${failed.length} differ`);
  }
  writeFileSync(resultFile, JSON.stringify({ passed, failed }));
}

function makeFiles(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const path = `/run/layout-${index}.img`;
    const file = openSync(path, 'w');
    ftruncateSync(file, FILE_BYTES);
    closeSync(file);
    return path;
  });
}

void main(process.argv.slice(2));
