import { waitFor } from '@triton/dev-stack/wait-for';
import type { VmDisk } from '@triton/schemas/disk';
import type { World } from './world';

/** MiB by PCI slot. */
export type SizesBySlot = Readonly<Record<string, number>>;

const MIB = 1024 ** 2;
const GIB = 1024 ** 3;
const SETTLE_TIMEOUT_MS = 30_000;

/**
 * The machine has exactly these disks, and everyone agrees: CloudAPI, VMAPI's ledger, vmadm on the compute node, and ZFS.
 * Nothing is under way any more, and for a flexible machine RFD 154's "Calculation of ZFS space" holds:
 * `zfs.quota = zfs.reservation = VM.quota + VM.flexible_disk_size + DISK_RESV − DISK_SIZE`.
 */
export async function expectDisks(world: World, machineId: string, expected: SizesBySlot): Promise<void> {
  await expectNothingUnderWay(world, machineId);
  const [machine, vm, pool] = await Promise.all([
    world.cloudapi.getMachine(machineId),
    world.vmapi.getVm(machineId),
    world.poolOf(machineId),
  ]);
  const onNode = (await world.cnapi.loadVm(vm.server_uuid ?? '', machineId)) as { disks: VmDisk[] };
  const zone = await pool.zoneOf(machineId);

  const total = Object.values(expected).reduce((sum, sizeMib) => sum + sizeMib, 0);
  const allocated = vm.flexible_disk_size === undefined ? undefined : vm.flexible_disk_size - total;
  expect({
    cloudapi: bySlot(machine.disks ?? []),
    freeSpace: machine.free_space,
    ledger: bySlot(vm.disks),
    ledgerStates: new Set(vm.disks.map(({ state }) => state)),
    node: bySlot(onNode.disks),
    volumes: bySlot(
      onNode.disks.map(({ pci_slot, zfs_filesystem }) => ({
        pci_slot,
        size: zone.volumes.find(({ name }) => name === zfs_filesystem)?.sizeMib ?? 0,
      })),
    ),
    volumeCount: zone.volumes.length,
  }).toEqual({
    cloudapi: expected,
    freeSpace: allocated,
    ledger: expected,
    ledgerStates: new Set(['active']),
    node: expected,
    volumes: expected,
    volumeCount: Object.keys(expected).length,
  });
  expect(onNode.disks.map(({ uuid }) => uuid).sort()).toEqual(vm.disks.map(({ uuid }) => uuid).sort());

  if (vm.flexible_disk_size === undefined) return;
  const vmQuota = (vm.quota ?? 0) * GIB;
  const diskResv = zone.volumes.reduce((sum, { reservedBytes }) => sum + reservedBytes, 0);
  const limit = vmQuota + vm.flexible_disk_size * MIB + diskResv - total * MIB;
  const { quota, reservation, refquota } = zone;
  expect({ quota, reservation, refquota }).toEqual({ quota: limit, reservation: limit, refquota: vmQuota });
}

/** All jobs, tickets and tasks of the machine have ended. A ticket is released a moment after its job's effect is seen. */
export async function expectNothingUnderWay({ records }: World, machineId: string): Promise<void> {
  await waitFor(
    `nothing is under way for machine ${machineId}`,
    async () => Object.values(await records.unfinished(machineId)).every((uuids: string[]) => uuids.length === 0),
    { timeoutMs: SETTLE_TIMEOUT_MS },
  );
}

function bySlot(disks: readonly { pci_slot: string; size: number }[]): SizesBySlot {
  return Object.fromEntries(disks.map(({ pci_slot, size }) => [pci_slot, size]));
}
