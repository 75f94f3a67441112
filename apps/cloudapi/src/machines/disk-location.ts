import type { Caller } from '../auth/caller';

/** The path of a disk, for `Location`. */
export function diskLocation({ account }: Caller, machineId: string, diskId: string): string {
  return `/${account.login}/machines/${machineId}/disks/${diskId}`;
}
