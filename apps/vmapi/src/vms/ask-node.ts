import { findVm } from './vm-table';
import type { Context } from '../context';
import type { FreshReport } from './disk-space';
import { readNodeReport } from './node-report';

export interface NodeFacts {
  /** Absent: the node need not be asked, the ledger is exact. */
  fresh?: FreshReport;
  /** A running guest would notice a grown disk by itself. */
  onlineGrow: boolean;
}

/**
 * What only the compute node knows, asked before the VM's row is locked: space numbers when there are snapshots (they
 * grow as guests write; RFD 154 wants them read when an operation needs them, never for lists) or when one is to be made,
 * and for a running VM whether its platform can grow disks online. An unknown VM has no facts: admission will say that it
 * does not exist.
 */
export async function askNode(
  { db, cnapi }: Context,
  vmUuid: string,
  { forSnapshot = false }: { forSnapshot?: boolean } = {},
): Promise<NodeFacts> {
  const found = await findVm(db, vmUuid);
  const serverUuid = found?.vm.server_uuid;
  if (!found || !serverUuid || found.vm.destroyed) return { onlineGrow: false };
  const { vm, disks } = found;
  // There is nothing on the node yet, or never was: admission will say so.
  if (vm.state === 'provisioning' || vm.state === 'failed') return { onlineGrow: false };
  const snapshots = forSnapshot || vm.snapshots.length > 0 || disks.some(({ snapshots_mib }) => snapshots_mib > 0);
  const onlineGrow = vm.state === 'running' && (await cnapi.getServer(serverUuid)).capabilities.online_grow;
  if (!snapshots) return { onlineGrow };
  const fresh = freshReport(readNodeReport(await cnapi.loadVm(serverUuid, vmUuid)));
  return fresh ? { onlineGrow, fresh } : { onlineGrow };
}

function freshReport(report: ReturnType<typeof readNodeReport>): FreshReport | undefined {
  const { flexible_disk_size, free_space, allocatable, snapshot_hold = 0, disks } = report;
  if (!flexible_disk_size || free_space === undefined || allocatable === undefined) return undefined;
  return {
    flexibleSizeMib: flexible_disk_size,
    freeSpaceMib: free_space,
    allocatableMib: allocatable,
    sizesMib: new Map(disks.map(({ uuid, size }) => [uuid, size])),
    snapshotsMib: disks.reduce((total, { snapshot_size = 0 }) => total + snapshot_size, 0),
    snapshotHoldMib: snapshot_hold,
  };
}
