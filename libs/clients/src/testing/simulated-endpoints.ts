import { Type } from '@sinclair/typebox';
import type { Endpoint } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import { CreateMachineInput } from '@triton/schemas/create-machine-input';
import { CreateKeyInput } from '@triton/schemas/key';
import { ResizeMachineDiskInput } from '@triton/schemas/resize-disk-input';
import { simulatedAccessEndpoints } from './simulated-access-endpoints';
import { accepted, endpoint, facts, type SimulatedCaller, type SimulatedContext } from './simulated-endpoint';
import { simulatedMachineEndpoints } from './simulated-machine-endpoints';

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  limit: Type.Integer({ default: 1000, minimum: 1, maximum: 1000 }),
  offset: Type.Integer({ default: 0, minimum: 0 }),
});

const catalogue: Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'GetAccount',
    method: 'get',
    path: '/:login',
    handle: ({ cloud }, { params }) => ({ ...cloud.account, login: params.login }),
  }),
  ...(['keys', 'packages', 'images', 'networks'] as const).map((kind) =>
    endpoint({
      ...facts,
      name: `List-${kind}`,
      method: 'get',
      path: `/:login/${kind}`,
      handle: ({ cloud }) => cloud.catalogue[kind],
    }),
  ),
  endpoint({
    ...facts,
    name: 'CreateKey',
    method: 'post',
    path: '/:login/keys',
    input: CreateKeyInput,
    handle: ({ cloud }, { input }) => reply(cloud.createKey(input), { status: 201 }),
  }),
  endpoint({
    ...facts,
    name: 'GetKey',
    method: 'get',
    path: '/:login/keys/:key',
    handle: ({ cloud }, { params }) => cloud.key(params.key),
  }),
  endpoint({
    ...facts,
    name: 'DeleteKey',
    method: 'delete',
    path: '/:login/keys/:key',
    handle: ({ cloud }, { params }) => reply(cloud.deleteKey(params.key), { status: 204 }),
  }),
  endpoint({
    ...facts,
    name: 'ListDatacenters',
    method: 'get',
    path: '/:login/datacenters',
    handle: () => ({ 'us-test-1': 'http://127.0.0.1' }),
  }),
  endpoint({
    ...facts,
    name: 'ListServices',
    method: 'get',
    path: '/:login/services',
    handle: () => ({ cloudapi: 'http://127.0.0.1' }),
  }),
  endpoint({ ...facts, name: 'GetLimits', method: 'get', path: '/:login/limits', handle: () => [] }),
];

const machines: Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'ListMachines',
    method: 'get',
    path: '/:login/machines',
    query: Filter,
    handle({ cloud }, { query: { name, state, limit, offset } }) {
      const found = [...cloud.machines.values()].filter(
        (machine) =>
          (name === undefined || machine.name === name) &&
          (state === undefined ? machine.state !== 'deleted' : machine.state === state),
      );
      return found.slice(offset, offset + limit);
    },
  }),
  endpoint({
    ...facts,
    name: 'GetMachine',
    method: 'get',
    path: '/:login/machines/:id',
    handle({ cloud }, { params }) {
      const machine = cloud.machine(params.id);
      return reply(machine, { status: machine.state === 'deleted' ? 410 : 200 });
    },
  }),
  endpoint({
    ...facts,
    name: 'CreateMachine',
    method: 'post',
    path: '/:login/machines',
    input: CreateMachineInput,
    handle: ({ cloud }, { input }) => reply(cloud.createMachine(input), { status: 201 }),
  }),
  ...Object.entries({ start: 'running', stop: 'stopped', reboot: 'running' }).map(([action, state]) =>
    endpoint({
      ...facts,
      name: `${action}-machine`,
      method: 'post',
      path: '/:login/machines/:id',
      action,
      handle: ({ cloud }, { params }) => accepted(cloud.changeState(params.id, action, state)),
    }),
  ),
  endpoint({
    ...facts,
    name: 'DeleteMachine',
    method: 'delete',
    path: '/:login/machines/:id',
    handle: ({ cloud }, { params }) => accepted(cloud.changeState(params.id, 'destroy', 'deleted')),
  }),
  endpoint({
    ...facts,
    name: 'ListMachineJobs',
    method: 'get',
    path: '/:login/machines/:id/jobs',
    handle: ({ cloud }, { params }) => cloud.jobsOf(params.id),
  }),
  endpoint({
    ...facts,
    name: 'GetMachineJob',
    method: 'get',
    path: '/:login/machines/:id/jobs/:job',
    handle: ({ cloud }, { params }) => cloud.lookAtJob(params.id, params.job),
  }),
];

const disks: Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'ListMachineDisks',
    method: 'get',
    path: '/:login/machines/:id/disks',
    handle: ({ cloud }, { params }) => cloud.disksOf(params.id),
  }),
  endpoint({
    ...facts,
    name: 'GetMachineDisk',
    method: 'get',
    path: '/:login/machines/:id/disks/:disk',
    handle: ({ cloud }, { params }) => cloud.disk(params.id, params.disk),
  }),
  endpoint({
    ...facts,
    name: 'CreateMachineDisk',
    method: 'post',
    path: '/:login/machines/:id/disks',
    input: CreateMachineDiskInput,
    handle({ cloud }, { params, input }) {
      const { jobUuid, diskId } = cloud.createDisk(params.id, input.size);
      return accepted(jobUuid, { Location: `/${params.login}/machines/${params.id}/disks/${diskId}` });
    },
  }),
  endpoint({
    ...facts,
    name: 'ResizeMachineDisk',
    method: 'post',
    path: '/:login/machines/:id/disks/:disk',
    input: ResizeMachineDiskInput,
    handle: ({ cloud }, { params, input }) =>
      accepted(cloud.resizeDisk(params.id, params.disk, input.size, input.dangerous_allow_shrink)),
  }),
  endpoint({
    ...facts,
    name: 'DeleteMachineDisk',
    method: 'delete',
    path: '/:login/machines/:id/disks/:disk',
    handle: ({ cloud }, { params }) => accepted(cloud.deleteDisk(params.id, params.disk)),
  }),
];

/** The part of CloudAPI that clients of ours use. */
export const simulatedEndpoints: readonly Endpoint<SimulatedContext, SimulatedCaller>[] = [
  ...catalogue,
  ...simulatedAccessEndpoints,
  ...machines,
  ...simulatedMachineEndpoints,
  ...disks,
];
