import { Type } from '@sinclair/typebox';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { MetadataKind } from '@triton/schemas/metadata';
import { Uuid } from '@triton/schemas/uuid';
import { endpoint } from '../../endpoint';
import { VmParams } from '../../vms/vm-params';
import { findVm } from '../../vms/vm-table';
import { nounOf } from './noun-of';

export const listMetadata = (kind: MetadataKind) =>
  endpoint({
    name: `ListVm${nounOf(kind)}`,
    method: 'get',
    path: `/vms/:uuid/${kind}`,
    description: `All of a VM's ${kind}, as its compute node last reported them.`,
    params: VmParams,
    query: Type.Object({ owner_uuid: Type.Optional(Uuid) }),
    output: Type.Record(Type.String(), Type.Unknown()),
    status: 200,
    errors: ['ResourceNotFound', 'ValidationFailed'],
    async handle({ db }, { params, query }) {
      const found = await findVm(db, params.uuid.toLowerCase(), query.owner_uuid?.toLowerCase());
      if (!found) throw new ResourceNotFoundError('VM not found');
      return found.vm[kind];
    },
  });
