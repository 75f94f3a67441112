import { Type } from '@sinclair/typebox';
import { PreconditionFailedError } from '@triton/errors/precondition-failed-error';
import { Uuid } from '@triton/schemas/uuid';
import type { Vm } from '@triton/schemas/vm';

/** What all changes of a VM have in common. */
export const common = {
  params: Type.Object({ uuid: Uuid }),
  query: Type.Object({ owner_uuid: Type.Optional(Uuid), origin: Type.Optional(Type.String()) }),
  status: 202,
  errors: [],
};

export function demandMatch({ etag }: Vm, ifMatch: string | undefined): void {
  if (ifMatch !== undefined && ifMatch !== etag) throw new PreconditionFailedError(`the VM's ETag is ${etag}`);
}
