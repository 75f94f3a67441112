import type { MetadataKind } from '@triton/schemas/metadata';
import type { Context } from '../context';
import type { VmRow } from '../tables';
import { updateVm } from '../workflows/update-vm';
import type { ActionQuery } from './action-query';
import { admit } from './admit';
import { demandAllocated } from './demand-allocated';
import { type ActionRequest, readAction } from './read-action';
import { vmJobDraft } from './vm-job-draft';

type MetadataRequest = Omit<ActionRequest<object>, 'query' | 'input'> & { query: ActionQuery };

/**
 * Accepts a change of a VM's metadata: an update whose payload says only what changes, so that two at once do not undo each
 * other. `values` makes two requests the same request, or not.
 */
export function admitMetadataChange(
  context: Context,
  operation: `${'add' | 'set' | 'delete'} ${MetadataKind}`,
  request: MetadataRequest,
  values: unknown,
  payloadFor: (vm: VmRow) => Record<string, unknown>,
) {
  const { params, headers, reqId, query } = request;
  const bodiless = {
    ...{ params, headers, reqId, query, input: {} },
    get signal() {
      return request.signal;
    },
  };
  const action = readAction(operation, bodiless);
  const asked = { ...action.asked, fingerprint: [...action.asked.fingerprint, values] };
  return admit(context, asked, async (_trx, { vm }) => {
    demandAllocated(vm);
    return vmJobDraft({ action, workflow: updateVm, task: 'update', vm, payload: payloadFor(vm) });
  });
}
