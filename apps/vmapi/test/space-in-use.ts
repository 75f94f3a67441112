import { RemoteError } from '@triton/http-client/remote-error';
import type { Vm } from '@triton/schemas/vm';

/** Σ of what the VM's disks are charged, in MiB. */
export function chargedMib(vm: Vm): number {
  return vm.disks.reduce((total, { size, target_size = 0 }) => total + Math.max(size, target_size), 0);
}

/** Status, code and first faulty field of a refusal; throws when the call is not refused. */
export async function refusalOf(call: Promise<unknown>): Promise<[number, string, string | undefined]> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof RemoteError)) throw new Error('it was not refused', { cause: error });
  return [error.status, error.code, error.errors[0]?.field];
}
