import type { Machine } from '@triton/schemas/machine';

/** The instance was deleted; CloudAPI still knows what it was. Exit status 3. */
export class InstanceDeletedError extends Error {
  override name = 'InstanceDeletedError';
  readonly code = 'InstanceDeleted';

  constructor(
    readonly machine: Partial<Machine>,
    options?: ErrorOptions,
  ) {
    super(`instance ${machine.name ?? ''} (${machine.id ?? ''}) was deleted`, options);
  }
}
