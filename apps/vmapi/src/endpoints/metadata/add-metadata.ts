import { Accepted } from '@triton/schemas/job';
import { Metadata, type MetadataKind } from '@triton/schemas/metadata';
import { endpoint } from '../../endpoint';
import { ACTION_ERRORS } from '../../vms/action-errors';
import { ActionQuery } from '../../vms/action-query';
import { admitMetadataChange } from '../../vms/admit-metadata-change';
import { VmParams } from '../../vms/vm-params';
import { nounOf } from './noun-of';

export const addMetadata = (kind: MetadataKind) =>
  endpoint({
    name: `AddVm${nounOf(kind)}`,
    method: 'post',
    path: `/vms/:uuid/${kind}`,
    description: `Sets these keys of a VM's ${kind} and leaves the others.`,
    params: VmParams,
    query: ActionQuery,
    input: Metadata,
    output: Accepted,
    status: 202,
    headers: ['workflow-api'],
    errors: ACTION_ERRORS,
    handle: (context, request) =>
      admitMetadataChange(context, `add ${kind}`, request, request.input, () => ({ [`set_${kind}`]: request.input })),
  });
