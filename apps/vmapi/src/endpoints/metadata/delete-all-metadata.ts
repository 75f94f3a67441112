import { Accepted } from '@triton/schemas/job';
import type { MetadataKind } from '@triton/schemas/metadata';
import { endpoint } from '../../endpoint';
import { ACTION_ERRORS } from '../../vms/action-errors';
import { ActionQuery } from '../../vms/action-query';
import { admitMetadataChange } from '../../vms/admit-metadata-change';
import { VmParams } from '../../vms/vm-params';
import { nounOf } from './noun-of';

export const deleteAllMetadata = (kind: MetadataKind) =>
  endpoint({
    name: `DeleteAllVm${nounOf(kind)}`,
    method: 'delete',
    path: `/vms/:uuid/${kind}`,
    description: `Removes all of a VM's ${kind}.`,
    params: VmParams,
    query: ActionQuery,
    output: Accepted,
    status: 202,
    headers: ['workflow-api'],
    errors: ACTION_ERRORS,
    handle: (context, request) => admitMetadataChange(context, `delete ${kind}`, request, '*', () => ({ [kind]: {} })),
  });
