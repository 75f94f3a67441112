import type { NamedSnapshotInput } from '@triton/schemas/snapshot-input';
import type { Context } from '../context';
import { admit } from './admit';
import { demandDiskOperable } from './demand-disk-operable';
import { demandSnapshot } from './find-snapshot';
import { type ActionRequest, readAction } from './read-action';
import { vmJobDraft } from './vm-job-draft';

/** Accepts a change that concerns a snapshot which is there. */
export function admitSnapshotChange(
  context: Context,
  operation: string,
  request: ActionRequest<NamedSnapshotInput>,
  workflow: { name: string; version: string },
) {
  const action = readAction(operation, request);
  return admit(context, action.asked, async (_trx, { vm }) => {
    demandDiskOperable(vm);
    const { snapshot_name } = action.input;
    demandSnapshot(vm, snapshot_name);
    const names = { snapshot_name };
    return vmJobDraft({ action, workflow, task: 'snapshot', vm, payload: names, params: names });
  });
}
