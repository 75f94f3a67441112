import type { SimulatedNode } from '@triton/dev-stack/simulated-node';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import type { Fault } from '@triton/zfs/simulated/faults';
import { Zfs } from '@triton/zfs/zfs';

const MIB = 1024 ** 2;

export interface VolumeSpace {
  /** Of the dataset: `zones/<uuid>/disk0`. */
  name: string;
  sizeMib: number;
  reservedBytes: number;
}

/** What ZFS has for a machine, at one instant: RFD 154, "Keeping track of space". Bytes, but for `sizeMib`. */
export interface ZoneSpace {
  quota: number;
  reservation: number;
  /** `VM.quota` of the RFD. */
  refquota: number;
  volumes: VolumeSpace[];
}

/** A look at the pool of a simulated compute node from outside, and the means to make its commands go wrong. */
export class NodePool {
  readonly #host: SimulatedZfsHost;
  readonly zfs: Zfs;

  constructor(readonly node: SimulatedNode) {
    this.#host = new SimulatedZfsHost({ root: node.poolDir, durable: false });
    this.zfs = new Zfs(this.#host);
  }

  /** Everything by one command, so that all numbers are of the same instant. */
  async zoneOf(machineId: string): Promise<ZoneSpace> {
    const root = `zones/${machineId}`;
    const rows = await this.zfs.list(
      root,
      ['name', 'type', 'volsize', 'refreservation', 'quota', 'reservation', 'refquota'],
      { types: ['filesystem', 'volume'], recursive: true },
    );
    const zone = rows.find(({ name }) => name === root);
    const volumes = rows.filter(({ type }) => type === 'volume');
    return {
      quota: Number(zone?.quota),
      reservation: Number(zone?.reservation),
      refquota: Number(zone?.refquota),
      volumes: volumes.map(({ name, volsize, refreservation }) => ({
        name,
        sizeMib: Number(volsize) / MIB,
        reservedBytes: Number(refreservation),
      })),
    };
  }

  /** `match` tells the command it hits; it must hit no command of ours, which are `zfs list` only. */
  orderFault(fault: Fault & { match: string }): void {
    this.#host.orderFault(fault);
  }

  /** What a guest writes: `lengthBytes` of a volume, from `offsetBytes` on. */
  write(volume: string, offsetBytes: number, lengthBytes: number): Promise<void> {
    return this.#host.write(volume, offsetBytes, lengthBytes);
  }

  clearFaults(): void {
    this.#host.clearFaults();
  }

  close(): void {
    this.#host.close();
  }
}
