import type { ConfigDisk } from './vm-config';
import { VmadmError } from './vmadm-error';

/** The disk that a payload means, by its path or, without one, by its uuid. `at` names the place in the payload. */
export function findDisk(
  disks: readonly ConfigDisk[],
  { path, uuid }: { path?: string; uuid?: string },
  at: string,
): ConfigDisk {
  const name = path ?? uuid;
  if (name === undefined) throw new VmadmError('InvalidArgument', `Missing required properties: ${at}.path`);
  const disk = disks.find((candidate) => (path === undefined ? candidate.uuid === uuid : candidate.path === path));
  if (!disk) throw new VmadmError('DiskNotFound', `disk not found: ${name.slice(0, 128)} (${at})`);
  if (uuid !== undefined && disk.uuid !== uuid) {
    throw new VmadmError('InvalidArgument', `Invalid value(s) for: ${at}.uuid (disk ${path} is ${disk.uuid})`);
  }
  return disk;
}
