import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { MetadataKind } from '@triton/schemas/metadata';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../../endpoint';
import { findVm } from '../../vms/vm-table';
import { MetadataParams } from './metadata-params';
import { nounOf } from './noun-of';

export const getMetadata = (kind: MetadataKind) =>
  endpoint({
    name: `GetVm${nounOf(kind)}`,
    method: 'get',
    path: `/vms/:uuid/${kind}/:key`,
    description: `One value of a VM's ${kind}.`,
    params: MetadataParams,
    query: Type.Object({ owner_uuid: Type.Optional(Uuid) }),
    output: Type.Unknown(),
    status: 200,
    errors: ['ResourceNotFound', 'ValidationFailed'],
    async handle({ db }, { params, query }) {
      const found = await findVm(db, params.uuid.toLowerCase(), query.owner_uuid?.toLowerCase());
      if (!found) throw new ResourceNotFoundError('VM not found');
      if (!Object.hasOwn(found.vm[kind], params.key)) throw new ResourceNotFoundError(`${kind} has no such key`);
      return found.vm[kind][params.key];
    },
  });
