import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { RemoteError } from '@triton/http-client/remote-error';
import type { Package } from '@triton/schemas/package';
import type { Context } from '../context';

/** The package a VM is to have. Throws ValidationFailed, naming `billing_id`, when there is none to be had. */
export async function packageForVm({ papi }: Context, uuid: string): Promise<Package> {
  const pkg = await papi.getPackage(uuid).catch((error: unknown) => {
    const missing = error instanceof ResourceNotFoundError || (error instanceof RemoteError && error.status === 404);
    if (missing) throw invalid('Package does not exist');
    throw error;
  });
  if (!pkg.active) throw invalid('Package is not active');
  if (pkg.brand && pkg.brand !== 'bhyve') {
    throw invalid(`Package requires brand "${pkg.brand}", but brand "bhyve" was specified`);
  }
  return pkg;
}

function invalid(message: string): ValidationFailedError {
  return new ValidationFailedError('Invalid VM parameters', [{ field: 'billing_id', code: 'Invalid', message }]);
}
