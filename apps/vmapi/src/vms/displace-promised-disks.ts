import type { Transaction } from '@triton/database/kysely';
import type { DiskRow, VmapiTables } from '../tables';
import type { NodeReport } from './node-report';

const DEVICES = [4, 5, 7, 8];
const FUNCTIONS = [0, 1, 2, 3, 4, 5, 6, 7];

/**
 * A disk that is only promised makes way for one that is there: an operator's hand may have put a disk into its slot. Its
 * job will be refused by the node, or its node will say where the disk went; until then it needs a place in the ledger.
 */
export async function displacePromisedDisks(
  trx: Transaction<VmapiTables>,
  known: readonly DiskRow[],
  { disks }: NodeReport,
): Promise<void> {
  const isThere = (uuid: string): boolean => disks.some((disk) => disk.uuid === uuid);
  const occupied = new Set(disks.map(({ pci_slot }) => pci_slot));
  const displaced = known.filter(({ uuid, pci_slot }) => occupied.has(pci_slot) && !isThere(uuid));
  const taken = new Set([...occupied, ...known.map(({ pci_slot }) => pci_slot)]);
  for (const { uuid } of displaced) {
    const slot = freeSlot(taken);
    taken.add(slot);
    await trx.updateTable('vmapi.disks').set({ pci_slot: slot }).where('uuid', '=', uuid).execute();
  }
}

function freeSlot(taken: ReadonlySet<string>): string {
  const slots = DEVICES.flatMap((device) => FUNCTIONS.map((fn) => `0:${device}:${fn}`));
  const free = slots.find((slot) => !taken.has(slot));
  if (free === undefined) throw new Error('the VM has more disks than there are slots');
  return free;
}
