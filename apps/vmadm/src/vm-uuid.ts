import { isUuid } from '@triton/vmadm/is-uuid';

import { UsageError } from './usage-error';

/** The uuid that a command starts with. */
export function vmUuid(args: readonly string[], command: string): string {
  const [uuid] = args;
  if (uuid === undefined || !isUuid(uuid)) throw new UsageError(`Invalid or missing UUID for ${command}`);
  return uuid;
}
