import type { ParityVdev } from '@triton/flexible-disk/automatic-refreservation';

const RAIDZ = /^raidz(\d)-\d+$/;
const DRAID = /^draid(\d):(\d+)d:(\d+)c:(\d+)s-\d+$/;
/** Headings of devices that hold no data of the pool. */
const OTHER_CLASSES = new Set(['logs', 'cache', 'spares', 'special', 'dedup']);

/**
 * The parity vdevs in what `zpool status` prints of a pool. Vdevs are indented by two, their devices by four; mirrors and
 * single disks reserve no more than the data and are left out.
 */
export function parseVdevs(status: string, ashift: number): ParityVdev[] {
  const vdevs: ParityVdev[] = [];
  let raidz: { kind: 'raidz'; disks: number; parity: number; ashift: number } | undefined;
  for (const line of status.split('\n')) {
    const [, indent = '', name = ''] = /^\t( *)(\S+)/.exec(line) ?? [];
    if (name === '') continue;
    if (indent.length === 0 && OTHER_CLASSES.has(name)) break;
    if (indent.length === 4 && raidz) raidz.disks++;
    if (indent.length !== 2) continue;
    const [, parity] = RAIDZ.exec(name) ?? [];
    raidz = parity === undefined ? undefined : { kind: 'raidz', disks: 0, parity: Number(parity), ashift };
    if (raidz) vdevs.push(raidz);
    const [isDraid, draidParity, data] = DRAID.exec(name) ?? [];
    if (isDraid) vdevs.push({ kind: 'draid', data: Number(data), parity: Number(draidParity), ashift });
  }
  return vdevs;
}
