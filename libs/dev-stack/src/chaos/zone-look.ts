import type { Zfs } from '@triton/zfs/zfs';

export interface VolumeLook {
  /** Of the dataset: `zones/<uuid>/disk0`. */
  name: string;
  sizeMib: number;
  reservedBytes: number;
}

/** What ZFS has for a machine, at one instant: RFD 154, "Keeping track of space". Bytes, but for `sizeMib`. */
export interface ZoneLook {
  vmUuid: string;
  quota: number;
  reservation: number;
  volumes: VolumeLook[];
}

const MIB = 1024 ** 2;
const PROPERTIES = ['name', 'type', 'volsize', 'refreservation', 'quota', 'reservation'] as const;

/** All machines of a pool by one command, so that the numbers are of one instant. */
export async function lookAtZones(zfs: Zfs): Promise<ZoneLook[]> {
  const rows = await zfs.list('zones', PROPERTIES, { types: ['filesystem', 'volume'], recursive: true });
  const zones = new Map<string, ZoneLook>();
  for (const { name, type, volsize, refreservation, quota, reservation } of rows) {
    const [, vmUuid = '', volume] = name.split('/');
    if (type === 'filesystem' && vmUuid !== '' && volume === undefined) {
      zones.set(vmUuid, { vmUuid, quota: Number(quota), reservation: Number(reservation), volumes: [] });
    }
    if (type !== 'volume' || volume === undefined) continue;
    const look = { name, sizeMib: Number(volsize) / MIB, reservedBytes: Number(refreservation) };
    zones.get(vmUuid)?.volumes.push(look);
  }
  return [...zones.values()];
}
