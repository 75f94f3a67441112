import { Type } from '@sinclair/typebox';
import type { Endpoint } from '@triton/http-server/endpoint';
import { reply } from '@triton/http-server/reply';
import { CreateMachineSnapshotInput } from '@triton/schemas/machine-snapshot';
import { Metadata } from '@triton/schemas/metadata';
import { ResizeMachineInput } from '@triton/schemas/resize-machine-input';
import { accepted, endpoint, facts, type SimulatedCaller, type SimulatedContext } from './simulated-endpoint';

const actions: Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'RenameMachine',
    method: 'post',
    path: '/:login/machines/:id',
    action: 'rename',
    input: Type.Object({ name: Type.String() }),
    handle: ({ cloud }, { params, input }) => accepted(cloud.change(params.id, 'rename', { name: input.name })),
  }),
  endpoint({
    ...facts,
    name: 'ResizeMachine',
    method: 'post',
    path: '/:login/machines/:id',
    action: 'resize',
    input: ResizeMachineInput,
    handle: ({ cloud }, { params, input }) => accepted(cloud.resize(params.id, input.package)),
  }),
  ...[true, false].map((isOn) => {
    const action = `${isOn ? 'enable' : 'disable'}_deletion_protection`;
    return endpoint({
      ...facts,
      name: action,
      method: 'post',
      path: '/:login/machines/:id',
      action,
      handle: ({ cloud }, { params }) => accepted(cloud.change(params.id, action, { deletion_protection: isOn })),
    });
  }),
  endpoint({
    ...facts,
    name: 'MachineAudit',
    method: 'get',
    path: '/:login/machines/:id/audit',
    handle: ({ cloud }, { params }) => cloud.auditOf(params.id),
  }),
];

const snapshots: Endpoint<SimulatedContext, SimulatedCaller>[] = [
  endpoint({
    ...facts,
    name: 'ListMachineSnapshots',
    method: 'get',
    path: '/:login/machines/:id/snapshots',
    handle: ({ cloud }, { params }) => cloud.snapshots.list(params.id),
  }),
  endpoint({
    ...facts,
    name: 'GetMachineSnapshot',
    method: 'get',
    path: '/:login/machines/:id/snapshots/:name',
    handle: ({ cloud }, { params }) => cloud.snapshots.get(params.id, params.name),
  }),
  endpoint({
    ...facts,
    name: 'CreateMachineSnapshot',
    method: 'post',
    path: '/:login/machines/:id/snapshots',
    input: CreateMachineSnapshotInput,
    handle({ cloud }, { params, input }) {
      const { jobUuid, ...promised } = cloud.snapshots.create(params.id, input.name);
      return reply(promised, { status: 201, headers: { 'x-job-uuid': jobUuid } });
    },
  }),
  endpoint({
    ...facts,
    name: 'StartMachineFromSnapshot',
    method: 'post',
    path: '/:login/machines/:id/snapshots/:name',
    input: Type.Object({}, { additionalProperties: true }),
    handle: ({ cloud }, { params }) => accepted(cloud.snapshots.start(params.id, params.name)),
  }),
  endpoint({
    ...facts,
    name: 'DeleteMachineSnapshot',
    method: 'delete',
    path: '/:login/machines/:id/snapshots/:name',
    handle: ({ cloud }, { params }) => accepted(cloud.snapshots.delete(params.id, params.name)),
  }),
];

const labels = (['tags', 'metadata'] as const).flatMap((kind): Endpoint<SimulatedContext, SimulatedCaller>[] => {
  const all = `/:login/machines/:id/${kind}` as const;
  const one = `${all}/:name` as const;
  return [
    endpoint({
      ...facts,
      name: `List-${kind}`,
      method: 'get',
      path: all,
      handle: ({ cloud }, { params }) => cloud.machine(params.id)[kind],
    }),
    endpoint({
      ...facts,
      name: `Get-${kind}`,
      method: 'get',
      path: one,
      handle: ({ cloud }, { params }) => cloud.labelOf(params.id, kind, params.name),
    }),
    ...(['post', 'put'] as const).map((method) =>
      endpoint({
        ...facts,
        name: `${method}-${kind}`,
        method,
        path: all,
        input: Metadata,
        handle({ cloud }, { params, input }) {
          const { all: values, jobUuid } = cloud.label(params.id, kind, input, { keep: method === 'post' });
          return reply(values, { headers: { 'x-job-uuid': jobUuid } });
        },
      }),
    ),
    endpoint({
      ...facts,
      name: `Delete-all-${kind}`,
      method: 'delete',
      path: all,
      handle: ({ cloud }, { params }) => accepted(cloud.unlabel(params.id, kind)),
    }),
    endpoint({
      ...facts,
      name: `Delete-${kind}`,
      method: 'delete',
      path: one,
      handle: ({ cloud }, { params }) => accepted(cloud.unlabel(params.id, kind, params.name)),
    }),
  ];
});

/** What is done to machines beyond their disks and their power. */
export const simulatedMachineEndpoints = [...actions, ...snapshots, ...labels];
