import { type ConvergedVm, converge } from './converge';
import type { ReadOptions } from './dataset-rows';
import { isUuid } from './is-uuid';
import { vmNotFound } from './vm-not-found';
import type { VmadmHost } from './vmadm-host';
import { withVmLock } from './with-vm-lock';

/** Does `work` on a VM that is as its configuration says, while nobody else changes it. */
export async function withVm<T>(
  host: VmadmHost,
  uuid: string,
  work: (vm: ConvergedVm) => Promise<T>,
  options: ReadOptions = {},
): Promise<T> {
  if (!isUuid(uuid)) throw vmNotFound(uuid);
  return withVmLock(host, uuid, async () => {
    const vm = await converge(host, uuid, options);
    if (!vm) throw vmNotFound(uuid);
    return work(vm);
  });
}
