import type { FieldError } from '@triton/errors/triton-error';
import { LARGEST_SIZE_MIB } from '@triton/schemas/disk-size';
import type { PackageRecord } from '../package-record';

const SPREADS = ['min-ram', 'random', 'min-owner'];
const BRANDS = ['bhyve', 'joyent', 'joyent-minimal', 'kvm', 'lx'];
const NAME = /^[a-zA-Z0-9]([a-zA-Z0-9_\-.]+)?[a-zA-Z0-9]$/;
const REPEATED = /[_\-.]{2}/;
// What clients compare, to the letter.
const NAME_RULE =
  "must match /^[a-zA-Z0-9]([a-zA-Z0-9\\_\\-\\.]+)?[a-zA-Z0-9]$/ and not contain repeated '-', '_' or '.' characters";

const LEAST_MEMORY_MIB = 64;
const LEAST_SWAP_MIB = 128;
const QUOTA_STEP_MIB = 1024;
const LEAST_CPU_CAP = 20;
const LEAST_LWPS = 250;
const MOST_ZFS_IO_PRIORITY = 16383;
const MOST_VCPUS = 64;

/** What values must be beyond their type. An attribute of the wrong type is not judged again. */
export function checkRules(record: PackageRecord): FieldError[] {
  const errors: FieldError[] = [];
  const rule = (field: string, holds: boolean, message: string): void => {
    if (!holds) errors.push({ field, code: 'Invalid', message });
  };
  const number = (field: string, holds: (value: number) => boolean, message: string): void => {
    const value = record[field];
    if (isInteger(value)) rule(field, holds(value), message);
  };
  const oneOf = (field: string, known: readonly string[]): void => {
    const value = record[field];
    if (typeof value === 'string') rule(field, known.includes(value), `must be one of: ${known.join(', ')}`);
  };

  oneOf('alloc_server_spread', SPREADS);
  oneOf('brand', BRANDS);
  number('max_physical_memory', (mib) => mib >= LEAST_MEMORY_MIB, `must be greater or equal to ${LEAST_MEMORY_MIB}`);
  const { name, max_physical_memory: memoryMib, flexible_disk: flexible, disks } = record;
  if (typeof name === 'string' && name !== '') rule('name', NAME.test(name) && !REPEATED.test(name), NAME_RULE);
  number('max_swap', (mib) => mib >= LEAST_SWAP_MIB, `must be greater or equal to ${LEAST_SWAP_MIB}`);
  if (isInteger(memoryMib)) {
    number('max_swap', (mib) => mib >= memoryMib, 'cannot be less than max_physical_memory');
  }
  number('quota', (mib) => mib >= QUOTA_STEP_MIB, `must be greater or equal to ${QUOTA_STEP_MIB}`);
  number('quota', (mib) => mib % QUOTA_STEP_MIB === 0, `must be a multiple of ${QUOTA_STEP_MIB}`);
  number('quota', (mib) => mib <= LARGEST_SIZE_MIB, `must be less or equal to ${LARGEST_SIZE_MIB}`);
  number('cpu_cap', (percent) => percent >= LEAST_CPU_CAP, `must be greater or equal to ${LEAST_CPU_CAP}`);
  number('max_lwps', (count) => count >= LEAST_LWPS, `must be greater or equal to ${LEAST_LWPS}`);
  number(
    'zfs_io_priority',
    (priority) => priority >= 0 && priority <= MOST_ZFS_IO_PRIORITY,
    `must be greater or equal to 0, and less than or equal to ${MOST_ZFS_IO_PRIORITY}`,
  );
  number(
    'vcpus',
    (count) => count >= 1 && count <= MOST_VCPUS,
    `must be greater or equal to 1, and less or equal to ${MOST_VCPUS}`,
  );
  // RFD 154: only the space of a flexible disk package can be divided.
  if (disks !== undefined && flexible !== true) {
    rule('disks', false, 'disks can be specified only for flexible_disk packages');
  }
  return errors;
}

function isInteger(value: unknown): value is number {
  return Number.isSafeInteger(value);
}
