import type { FieldError } from '@triton/errors/triton-error';
import { MAX_DISKS } from '@triton/schemas/requested-disk';
import type { PackageRecord } from '../package-record';

/**
 * Default disks that no machine could ever be made with. They are refused where they are sold, instead of when somebody
 * has bought them; PAPI upstream lets them pass. An image's size is not known here, so a disk without a size counts 0.
 */
export function checkDisks({ disks, quota }: PackageRecord): FieldError[] {
  if (!Array.isArray(disks)) return [];
  const messages: string[] = [];
  if (disks.length > MAX_DISKS) messages.push(`must not have more than ${MAX_DISKS} elements`);
  const sizes = disks.map((disk) => (disk as { size?: unknown } | null)?.size);
  if (sizes.filter((size) => size === 'remaining').length > 1) {
    messages.push('must not have more than one element of size "remaining"');
  }
  const sumMib = sizes.reduce<number>((sum, size) => sum + (typeof size === 'number' ? size : 0), 0);
  if (typeof quota === 'number' && sumMib > quota) {
    messages.push(`must not add up to more than quota: ${sumMib} MiB of ${quota} MiB`);
  }
  return messages.map((message) => ({ field: 'disks', code: 'Invalid', message }));
}
