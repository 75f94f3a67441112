import type { LedgerLook } from './ledger-look';
import type { ZoneLook } from './zone-look';

const MIB = 1024 ** 2;
const MOST_DISKS = 8;

/** What of the ledger is against the rules of space (RFD 154) at this instant. */
export function brokenByLedger({ vmUuid, budgetMib, promisedMib, disks }: LedgerLook): string[] {
  return [
    ...(promisedMib > budgetMib ? [`${vmUuid}: ${promisedMib} of ${budgetMib} MiB are promised`] : []),
    ...(disks > MOST_DISKS ? [`${vmUuid}: ${disks} disks are promised`] : []),
  ];
}

/** What of a machine's datasets is against them at this instant. `budgetMib`: none, when the machine has no flexible size. */
export function brokenByZone(
  { vmUuid, quota, reservation, volumes }: ZoneLook,
  budgetMib: number | undefined,
): string[] {
  const sizeMib = volumes.reduce((sum, volume) => sum + volume.sizeMib, 0);
  const reserved = volumes.reduce((sum, { reservedBytes }) => sum + reservedBytes, 0);
  const inMib = (bytes: number) => `${(bytes / MIB).toFixed(1)} MiB`;
  return [
    ...(budgetMib !== undefined && sizeMib > budgetMib ? [`${vmUuid}: volumes of ${sizeMib} of ${budgetMib} MiB`] : []),
    ...(reserved > reservation
      ? [`${vmUuid}: volumes reserve ${inMib(reserved)}, the zone ${inMib(reservation)}`]
      : []),
    ...(reservation > quota ? [`${vmUuid}: reservation ${inMib(reservation)} above quota ${inMib(quota)}`] : []),
  ];
}
