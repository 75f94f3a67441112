import type { SimulatedNode } from '../simulated-node';
import type { Cli } from './cli';

const MIB = 1024 ** 2;

export interface ZoneSpace {
  volumes: { name: string; volsizeBytes: number; refreservationBytes: number; snapshotBytes: number }[];
  quotaBytes: number;
  reservationBytes: number;
  /** `VM.quota` of RFD 154. */
  refquotaBytes: number;
}

/** What ZFS on the compute node says about a machine, in the words of RFD 154, "Keeping track of space". */
export async function readZoneSpace(cli: Cli, { poolDir }: SimulatedNode, machineId: string): Promise<ZoneSpace> {
  const zone = `zones/${machineId}`;
  const zfs = async (...args: string[]) => {
    const { exitCode, stdout, stderr } = await cli.run('zfs', args, { ZFS_SIM_ROOT: poolDir });
    if (exitCode !== 0) throw new Error(`zfs ${args.join(' ')} failed: ${stderr}`);
    return stdout
      .trim()
      .split('\n')
      .map((line) => line.split('\t'));
  };
  const volumes = await zfs('list', '-Hpr', '-t', 'volume', '-o', 'name,volsize,refreserv,usedsnap', zone);
  const [[quota], [reservation], [refquota]] = (await zfs(
    ...['get', '-Hpo', 'value', 'quota,reservation,refquota', zone],
  )) as [[string], [string], [string]];
  return {
    volumes: volumes.map(([name = '', volsize, refreservation, snapshots]) => ({
      name,
      volsizeBytes: Number(volsize),
      refreservationBytes: Number(refreservation),
      snapshotBytes: Number(snapshots),
    })),
    quotaBytes: Number(quota),
    reservationBytes: Number(reservation),
    refquotaBytes: Number(refquota),
  };
}

/** The sum that RFD 154 asks for, and whether ZFS has it. */
export function checkZoneQuota(space: ZoneSpace, flexibleSizeMib: number): { sum: string; holds: boolean } {
  const total = (of: (volume: ZoneSpace['volumes'][number]) => number) =>
    space.volumes.reduce((bytes, volume) => bytes + of(volume), 0);
  const resv = total(({ refreservationBytes }) => refreservationBytes);
  const size = total(({ volsizeBytes }) => volsizeBytes);
  const wanted = space.refquotaBytes + flexibleSizeMib * MIB + resv - size;
  const mib = (bytes: number) => String(Number((bytes / MIB).toFixed(3)));
  return {
    sum: `VM.quota ${mib(space.refquotaBytes)} + flexible ${flexibleSizeMib} + DISK_RESV ${mib(resv)} − DISK_SIZE ${mib(size)} = ${mib(wanted)} MiB`,
    holds: space.quotaBytes === wanted && space.reservationBytes === wanted,
  };
}
