import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { Accepted } from '@triton/schemas/job';
import type { MetadataKind } from '@triton/schemas/metadata';
import { endpoint } from '../../endpoint';
import { ACTION_ERRORS } from '../../vms/action-errors';
import { ActionQuery } from '../../vms/action-query';
import { admitMetadataChange } from '../../vms/admit-metadata-change';
import { MetadataParams } from './metadata-params';
import { nounOf } from './noun-of';

export const deleteMetadata = (kind: MetadataKind) =>
  endpoint({
    name: `DeleteVm${nounOf(kind)}`,
    method: 'delete',
    path: `/vms/:uuid/${kind}/:key`,
    description: `Removes one key of a VM's ${kind}.`,
    params: MetadataParams,
    query: ActionQuery,
    output: Accepted,
    status: 202,
    headers: ['workflow-api'],
    errors: ACTION_ERRORS,
    handle(context, request) {
      const { key } = request.params;
      return admitMetadataChange(context, `delete ${kind}`, request, [key], (vm) => {
        if (!Object.hasOwn(vm[kind], key)) throw new ResourceNotFoundError(`${kind} has no such key`);
        return { [`remove_${kind}`]: [key] };
      });
    },
  });
