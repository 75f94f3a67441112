import { randomUUID } from 'node:crypto';
import { CannotDestroyMachineError } from '@triton/errors/cannot-destroy-machine-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import { planCreateDisk } from '@triton/flexible-disk/plan-create-disk';
import { planDeleteDisk } from '@triton/flexible-disk/plan-delete-disk';
import { planResizeDisk } from '@triton/flexible-disk/plan-resize-disk';
import { endpointFor } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import { CreateVmDiskInput } from '@triton/schemas/create-disk-input';
import { CreateVmInput } from '@triton/schemas/create-vm-input';
import { DeleteVmDiskInput } from '@triton/schemas/delete-disk-input';
import type { VmDisk } from '@triton/schemas/disk';
import { ResizeVmDiskInput } from '@triton/schemas/resize-disk-input';
import { UpdateVmInput } from '@triton/schemas/update-vm-input';
import { Uuid } from '@triton/schemas/uuid';
import type { Vm } from '@triton/schemas/vm';
import { Type } from '@sinclair/typebox';
import { demandFlexible } from '../src/machines/demand-flexible';
import { metadataEndpoints } from './metadata-endpoints';
import { common, demandMatch } from './vmapi-action';
import { newVm } from './new-vm';
import type { SimulatedVmapi } from './simulated-vmapi';
import { snapshotEndpoints } from './snapshot-endpoints';
import { spaceOf } from './space-of';

const endpoint = endpointFor<SimulatedVmapi>();
const Page = {
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
};
const { params, query: Owned } = common;

const createVm = endpoint({
  name: 'CreateVm',
  method: 'post',
  path: '/vms',
  input: CreateVmInput,
  status: 202,
  errors: [],
  handle(vmapi, { input, headers }) {
    const vm = newVm(input);
    const accepted = vmapi.promise(vm, { name: 'provision' }, headers, () => {
      demandFreeAlias(vmapi, vm, vm.alias);
      vmapi.vms.set(vm.uuid, vm);
      return {
        apply: () => {
          vm.state = 'running';
          for (const disk of vm.disks) disk.state = 'active';
        },
      };
    });
    return accepted;
  },
});

const listVms = endpoint({
  name: 'ListVms',
  method: 'get',
  path: '/vms',
  query: Type.Object({
    owner_uuid: Uuid,
    state: Type.Optional(Type.String()),
    alias: Type.Optional(Type.String()),
    brand: Type.Optional(Type.String()),
    ram: Type.Optional(Type.Integer()),
    image_uuid: Type.Optional(Uuid),
    ...Page,
  }),
  strictQuery: true,
  status: 200,
  errors: [],
  handle(vmapi, { query: { owner_uuid, state, alias, limit, offset } }) {
    const found = [...vmapi.vms.values()].filter(
      (vm) =>
        vm.owner_uuid === owner_uuid &&
        (alias === undefined || vm.alias === alias) &&
        (state === undefined ||
          (state === 'active' ? !['destroyed', 'failed'].includes(vm.state) : vm.state === state)),
    );
    const page = found.slice(offset, offset + limit).map((vm) => vmapi.show(vm));
    return reply(page, { headers: { 'x-joyent-resource-count': String(found.length) } });
  },
});

const getVm = endpoint({
  name: 'GetVm',
  method: 'get',
  path: '/vms/:uuid',
  params,
  query: Owned,
  status: 200,
  errors: [],
  handle: (vmapi, { params: { uuid }, query }) => vmapi.show(vmapi.find(uuid, query.owner_uuid)),
});

const createDisk = endpoint({
  ...common,
  name: 'CreateVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'create_disk',
  input: CreateVmDiskInput,
  handle(vmapi, { params: { uuid }, query, input, headers }) {
    const vm = vmapi.find(uuid, query.owner_uuid);
    return vmapi.promise(vm, { name: 'create-disk', task: 'update', subtask: 'create_disk' }, headers, () => {
      demandFlexible(vm);
      demandReady(vm, headers['if-match']);
      const size = planCreateDisk(input.size, spaceOf(vm), vm.disks.length);
      const pci_slot = input.pci_slot ?? `0:4:${vm.disks.length}`;
      const disk: VmDisk = { uuid: randomUUID(), pci_slot, size, boot: false, state: 'creating' };
      vm.disks.push(disk);
      return { disk, apply: () => (disk.state = 'active') };
    });
  },
});

const resizeDisk = endpoint({
  ...common,
  name: 'ResizeVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'resize_disk',
  input: ResizeVmDiskInput,
  handle(vmapi, { params: { uuid }, query, input, headers }) {
    const vm = vmapi.find(uuid, query.owner_uuid);
    return vmapi.promise(vm, { name: 'resize-disk', task: 'update', subtask: 'resize_disk' }, headers, () => {
      demandFlexible(vm);
      const disk = diskOf(vm, input.disk_id);
      planResizeDisk(disk.size, input.size, input.dangerous_allow_shrink, spaceOf(vm));
      if (input.size < disk.size) demandUnprotected(vm);
      demandReady(vm, headers['if-match']);
      Object.assign(disk, { state: 'resizing', target_size: input.size });
      return { disk, apply: () => Object.assign(disk, { state: 'active', size: input.size, target_size: undefined }) };
    });
  },
});

const deleteDisk = endpoint({
  ...common,
  name: 'DeleteVmDisk',
  method: 'post',
  path: '/vms/:uuid',
  action: 'delete_disk',
  input: DeleteVmDiskInput,
  handle(vmapi, { params: { uuid }, query, input, headers }) {
    const vm = vmapi.find(uuid, query.owner_uuid);
    return vmapi.promise(vm, { name: 'delete-disk', task: 'update', subtask: 'delete_disk' }, headers, () => {
      demandFlexible(vm);
      const disk = diskOf(vm, input.disk_id);
      planDeleteDisk(disk);
      demandUnprotected(vm);
      demandReady(vm, headers['if-match']);
      disk.state = 'deleting';
      return { disk, apply: () => vm.disks.splice(vm.disks.indexOf(disk), 1) };
    });
  },
});

const updateVm = endpoint({
  ...common,
  name: 'UpdateVm',
  method: 'post',
  path: '/vms/:uuid',
  action: 'update',
  input: UpdateVmInput,
  handle(vmapi, { params: { uuid }, query, input, headers }) {
    const vm = vmapi.find(uuid, query.owner_uuid);
    const { alias, billing_id, indestructible_zoneroot = vm.indestructible_zoneroot } = input;
    const subtask = (billing_id && 'resize') ?? (alias && 'rename');
    const work = { name: billing_id ? 'resize-vm' : 'update-vm', task: 'update', subtask, payload: input };
    return vmapi.promise(vm, work, headers, () => {
      demandMatch(vm, headers['if-match']);
      if (alias !== undefined) {
        demandFreeAlias(vmapi, vm, alias);
        vm.alias = alias;
      }
      const { firewall_enabled = vm.firewall_enabled } = input;
      return {
        apply: () => Object.assign(vm, { indestructible_zoneroot, firewall_enabled }, billing_id && { billing_id }),
      };
    });
  },
});

const powerChanges = (['start', 'stop', 'reboot'] as const).map((action) =>
  endpoint({
    ...common,
    name: `${action}Vm`,
    method: 'post',
    path: '/vms/:uuid',
    action,
    handle(vmapi, { params: { uuid }, query, headers }) {
      const vm = vmapi.find(uuid, query.owner_uuid);
      const state = action === 'stop' ? 'stopped' : 'running';
      return vmapi.promise(vm, { name: action }, headers, () => {
        demandMatch(vm, headers['if-match']);
        return { apply: () => (vm.state = state) };
      });
    },
  }),
);

const deleteVm = endpoint({
  ...common,
  name: 'DestroyVm',
  method: 'delete',
  path: '/vms/:uuid',
  handle(vmapi, { params: { uuid }, query, headers }) {
    const vm = vmapi.find(uuid, query.owner_uuid);
    return vmapi.promise(vm, { name: 'destroy' }, headers, () => {
      demandMatch(vm, headers['if-match']);
      demandUnprotected(vm);
      return { apply: () => Object.assign(vm, { state: 'destroyed', destroyed: new Date().toISOString(), disks: [] }) };
    });
  },
});

const listVmJobs = endpoint({
  name: 'ListVmJobs',
  method: 'get',
  path: '/vms/:uuid/jobs',
  params,
  query: Type.Object({ task: Type.Optional(Type.String()), ...Page }),
  status: 200,
  errors: [],
  handle: ({ jobs }, { params: { uuid }, query: { task, limit, offset } }) =>
    jobs
      .filter((job) => job.vm_uuid === uuid && (task === undefined || job.params.task === task))
      .slice(offset, offset + limit),
});

const getJob = endpoint({
  name: 'GetJob',
  method: 'get',
  path: '/jobs/:uuid',
  params,
  status: 200,
  errors: [],
  handle({ jobs }, { params: { uuid } }) {
    const job = jobs.find((candidate) => candidate.uuid === uuid);
    if (!job) throw new ResourceNotFoundError('Job not found');
    return job;
  },
});

/** The part of VMAPI's protocol that CloudAPI speaks. */
export const vmapiEndpoints = [
  createVm,
  listVms,
  getVm,
  createDisk,
  resizeDisk,
  deleteDisk,
  updateVm,
  ...powerChanges,
  ...snapshotEndpoints,
  ...metadataEndpoints,
  deleteVm,
  listVmJobs,
  getJob,
];

function diskOf({ disks }: Vm, diskId: string | undefined): VmDisk {
  const disk = disks.find(({ uuid }) => uuid === diskId);
  if (!disk) throw new ResourceNotFoundError('Disk not found');
  return disk;
}

/** Names of an owner's living VMs differ. */
function demandFreeAlias({ vms }: SimulatedVmapi, { uuid, owner_uuid }: Vm, alias: string): void {
  const isTaken = [...vms.values()].some(
    (vm) => vm.uuid !== uuid && vm.owner_uuid === owner_uuid && vm.alias === alias && vm.state !== 'destroyed',
  );
  if (!isTaken) return;
  const fault = { field: 'alias', code: 'Duplicate', message: 'Already exists' };
  throw new ValidationFailedError('Invalid VM parameters', [fault]);
}

function demandUnprotected({ indestructible_zoneroot }: Vm): void {
  if (indestructible_zoneroot) throw new CannotDestroyMachineError('deletion protection is on');
}

function demandReady(vm: Vm, ifMatch: string | undefined): void {
  demandMatch(vm, ifMatch);
  const { state } = vm;
  if (state !== 'stopped')
    throw new VmNotStoppedError(`VM must be stopped to grow a disk on this compute node; it is ${state}`);
}
