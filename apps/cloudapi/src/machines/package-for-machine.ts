import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { RemoteError } from '@triton/http-client/remote-error';
import type { Package } from '@triton/schemas/package';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { invalidField } from './invalid-field';

/**
 * The package of a new machine, by uuid, or by name the highest version. Throws InvalidArgument unless it is active, sold
 * to this account and good for bhyve.
 */
export async function packageForMachine({ papi }: Context, { account }: Caller, uuidOrName: string): Promise<Package> {
  const pkg = await papi.getPackage(uuidOrName, { ownerUuid: account.id }).catch((err: unknown) => {
    const isUnknown = err instanceof ResourceNotFoundError || (err instanceof RemoteError && err.status === 404);
    throw isUnknown ? invalidField('package', 'there is no such package', { cause: err }) : err;
  });
  if (!pkg.active) throw invalidField('package', 'it is not active');
  if (pkg.brand !== undefined && pkg.brand !== 'bhyve') {
    throw invalidField('package', `it is for brand ${pkg.brand}, and machines here are bhyve`);
  }
  return pkg;
}
