import { Type } from '@sinclair/typebox';
import { type Endpoint, endpointFor } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import { CreateMachineInput } from '@triton/schemas/create-machine-input';
import { ResizeMachineDiskInput } from '@triton/schemas/resize-disk-input';
import type { SimulatedCloud } from './simulated-cloud';

interface Context {
  cloud: SimulatedCloud;
}
interface Caller {
  login: string;
}

const endpoint = endpointFor<Context, Caller>();
const facts = { status: 200, errors: [] };
const accepted = (jobUuid: string, headers: Record<string, string> = {}) =>
  reply(undefined, { status: 202, headers: { 'x-job-uuid': jobUuid, ...headers } });

const Filter = Type.Object({
  name: Type.Optional(Type.String()),
  state: Type.Optional(Type.String()),
  limit: Type.Integer({ default: 1000, minimum: 1, maximum: 1000 }),
  offset: Type.Integer({ default: 0, minimum: 0 }),
});

const catalogue: Endpoint<Context, Caller>[] = [
  endpoint({
    ...facts,
    name: 'GetAccount',
    method: 'get',
    path: '/:login',
    handle: (_context, { params }) => ({ id: '77777777-dddd-4000-8000-000000000007', login: params.login }),
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
];

const machines: Endpoint<Context, Caller>[] = [
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

const disks: Endpoint<Context, Caller>[] = [
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
export const simulatedEndpoints: readonly Endpoint<Context, Caller>[] = [...catalogue, ...machines, ...disks];
