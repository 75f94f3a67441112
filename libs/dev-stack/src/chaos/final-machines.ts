import type { VmapiClient } from '@triton/clients/vmapi-client';
import type { Kysely } from '@triton/database/kysely';
import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { Zfs } from '@triton/zfs/zfs';
import type { SimulatedNode } from '../simulated-node';
import { type FinalMachine, readLedger, type SizedDisk } from './final-facts';
import { lookAtZones, type ZoneLook } from './zone-look';

/** The machines as all who know of them tell: for the end, when nothing is broken and nothing under way. */
export async function finalMachines(
  db: Kysely<unknown>,
  vmapi: VmapiClient,
  nodes: readonly SimulatedNode[],
  before: ReadonlyMap<string, SizedDisk[]>,
): Promise<FinalMachine[]> {
  const ledger = await readLedger(db);
  const zones = new Map((await Promise.all(nodes.map(zonesOf))).flat().map((zone) => [zone.vmUuid, zone]));
  return Promise.all(
    [...before].map(async ([vmUuid, disks]) => ({
      vmUuid,
      before: { disks },
      ledger: ledger.filter((disk) => disk.vmUuid === vmUuid),
      record: await disksOf(vmapi, vmUuid),
      zone: zones.get(vmUuid),
    })),
  );
}

export async function disksOf(vmapi: VmapiClient, vmUuid: string): Promise<SizedDisk[]> {
  const { disks } = await vmapi.getVm(vmUuid);
  return disks.map(({ uuid, size }) => ({ uuid, sizeMib: size }));
}

async function zonesOf({ poolDir }: SimulatedNode): Promise<ZoneLook[]> {
  const host = new SimulatedZfsHost({ root: poolDir, durable: false });
  try {
    return await lookAtZones(new Zfs(host));
  } finally {
    host.close();
  }
}
