import type { Context } from '../context';
import type { NewVmFacts } from './new-vm-facts';
import type { NewVmPlan } from './promise-vm';

/** The request of a client waits for it. */
const TIMEOUT_MS = 5_000;

/**
 * Chooses the compute node of a new VM. CNAPI holds the space there until the VM is reported, is given back, or ten minutes
 * have passed. No transaction is open meanwhile: a connection is too dear to wait for a neighbour.
 */
export async function placeVm(
  { cnapi }: Context,
  { uuid, input, disks }: NewVmPlan,
  { ram, quota, flexibleSizeMib }: NewVmFacts,
): Promise<string> {
  const { server } = await cnapi.allocate(
    {
      vm: {
        uuid,
        owner_uuid: input.owner_uuid,
        ram,
        quota,
        disks,
        ...(flexibleSizeMib ? { flexible_disk_size: flexibleSizeMib } : {}),
      },
      ...(input.server_uuid ? { servers: [input.server_uuid] } : {}),
    },
    { timeoutMs: TIMEOUT_MS },
  );
  return server.uuid;
}

/** Gives the space back that was held for a VM which will not be made. If nobody hears it, it comes back by itself. */
export async function giveUpPlace({ cnapi, log }: Context, vmUuid: string): Promise<void> {
  await cnapi.releaseAllocation(vmUuid).catch((err: unknown) => {
    log.warn({ err, vm_uuid: vmUuid }, 'could not give the space of a VM back that was not made');
  });
}
