import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { type Endpoint, endpointFor } from '@triton/http-server/endpoint';
import { CreateVmSnapshotInput, NamedSnapshotInput } from '@triton/schemas/snapshot-input';
import type { Vm } from '@triton/schemas/vm';
import type { SimulatedVmapi } from './simulated-vmapi';
import { common, demandMatch } from './vmapi-action';

const endpoint = endpointFor<SimulatedVmapi>();

/** VMAPI's actions on snapshots: each holds 1 GiB of the first disk. */
export const snapshotEndpoints: Endpoint<SimulatedVmapi>[] = [
  endpoint({
    ...common,
    name: 'CreateVmSnapshot',
    method: 'post',
    path: '/vms/:uuid',
    action: 'create_snapshot',
    input: CreateVmSnapshotInput,
    handle(vmapi, { params, query, input, headers }) {
      const vm = vmapi.find(params.uuid, query.owner_uuid);
      const name = input.snapshot_name ?? '20260303T100500Z';
      const work = { name: 'snapshot', task: 'snapshot', snapshot_name: name };
      const accepted = vmapi.promise(vm, work, headers, () => {
        demandMatch(vm, headers['if-match']);
        if (vm.snapshots.some((known) => known.name === name)) throw taken();
        return {
          apply() {
            vm.snapshots.unshift({ name, created_at: new Date().toISOString(), size: 0.4 });
            hold(vm, 1024);
          },
        };
      });
      return { ...accepted, snapshot_name: name };
    },
  }),
  endpoint({
    ...common,
    name: 'RollbackVmSnapshot',
    method: 'post',
    path: '/vms/:uuid',
    action: 'rollback_snapshot',
    input: NamedSnapshotInput,
    handle(vmapi, { params, query, input, headers }) {
      const vm = vmapi.find(params.uuid, query.owner_uuid);
      return vmapi.promise(vm, { name: 'rollback', task: 'snapshot', ...input }, headers, () => {
        demandMatch(vm, headers['if-match']);
        demandSnapshot(vm, input.snapshot_name);
        return { apply: () => (vm.state = 'running') };
      });
    },
  }),
  endpoint({
    ...common,
    name: 'DeleteVmSnapshot',
    method: 'post',
    path: '/vms/:uuid',
    action: 'delete_snapshot',
    input: NamedSnapshotInput,
    handle(vmapi, { params, query, input, headers }) {
      const vm = vmapi.find(params.uuid, query.owner_uuid);
      return vmapi.promise(vm, { name: 'delete-snapshot', task: 'snapshot', ...input }, headers, () => {
        demandMatch(vm, headers['if-match']);
        demandSnapshot(vm, input.snapshot_name);
        return {
          apply() {
            vm.snapshots = vm.snapshots.filter(({ name }) => name !== input.snapshot_name);
            hold(vm, -1024);
          },
        };
      });
    },
  }),
];

function hold({ disks: [boot] }: Vm, sizeMib: number): void {
  if (boot) boot.snapshot_size = (boot.snapshot_size ?? 0) + sizeMib;
}

function demandSnapshot({ snapshots }: Vm, name: string): void {
  if (!snapshots.some((known) => known.name === name)) throw new ResourceNotFoundError('Snapshot not found');
}

function taken(): ValidationFailedError {
  const fault = { field: 'snapshot_name', code: 'Duplicate', message: 'Already exists' };
  return new ValidationFailedError('Invalid Parameters', [fault]);
}
