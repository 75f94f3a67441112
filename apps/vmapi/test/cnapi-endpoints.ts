import { Type } from '@sinclair/typebox';
import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { endpointFor, type Endpoint } from '@triton/http-server/endpoint';
import { type SimulatedCnapi, SERVER_UUID, type SimulatedTask } from './simulated-cnapi';
import type { SimulatedNode } from './simulated-node';

const endpoint = endpointFor<SimulatedCnapi>();
const Anything = Type.Object({}, { additionalProperties: true });

interface Command {
  headers: Record<string, unknown>;
  params: Record<string, string>;
  input: object;
}

function send(
  cnapi: SimulatedCnapi,
  { headers, params, input }: Command,
  task: string,
  act: (node: SimulatedNode, vmUuid: string, payload: Record<string, unknown>) => Record<string, unknown>,
): { id: string } {
  const payload = input as Record<string, unknown>;
  const vmUuid = params.vm ?? String(payload.uuid);
  const facts = {
    task,
    vm_uuid: vmUuid,
    params: payload,
    ...(headers['x-waiter'] ? { waiter: String(headers['x-waiter']) } : {}),
    ...(headers['x-ticket'] ? { ticket: String(headers['x-ticket']) } : {}),
  };
  const { id } = cnapi.send(String(headers['idempotency-key']), facts, (node) => act(node, vmUuid, payload));
  return { id };
}

function command(
  method: 'post' | 'put' | 'delete',
  path: string,
  task: string,
  act: Parameters<typeof send>[3],
): Endpoint<SimulatedCnapi> {
  return endpoint({
    name: task,
    method,
    path,
    ...(method === 'delete' ? {} : { input: Anything }),
    status: 200,
    errors: [],
    handle: (cnapi, request) => send(cnapi, named(request as unknown as Command), task, act),
  });
}

/** The snapshot that the path names. */
function named(command: Command): Command {
  const { name } = command.params;
  return name === undefined ? command : { ...command, input: { ...command.input, snapshot_name: name } };
}

function taskOf(cnapi: SimulatedCnapi, id: string): SimulatedTask {
  const task = cnapi.tasks.get(id);
  if (!task) throw new ResourceNotFoundError(`task ${id} not found`);
  return task;
}

const reported = (node: SimulatedNode, vm: ReturnType<SimulatedNode['get']>) => ({ vm: node.report(vm) });

/** The part of CNAPI's HTTP that VMAPI uses. */
export const cnapiEndpoints: Endpoint<SimulatedCnapi>[] = [
  endpoint({
    name: 'TicketCreate',
    method: 'post',
    path: '/servers/:server/tickets',
    input: Anything,
    status: 202,
    errors: [],
    handle(cnapi, { input }) {
      const ticket = cnapi.createTicket(input as unknown as Parameters<SimulatedCnapi['createTicket']>[0]);
      return { uuid: ticket.uuid, queue: cnapi.queueOf(ticket.id) };
    },
  }),
  endpoint({
    name: 'TicketGet',
    method: 'get',
    path: '/tickets/:uuid',
    status: 200,
    errors: [],
    handle(cnapi, { params }) {
      const ticket = cnapi.tickets.find(({ uuid }) => uuid === params.uuid);
      if (!ticket) throw new ResourceNotFoundError('ticket not found');
      return ticket;
    },
  }),
  endpoint({
    name: 'TicketRelease',
    method: 'put',
    path: '/tickets/:uuid/release',
    input: Anything,
    status: 204,
    errors: [],
    handle: (cnapi, { params }) => cnapi.release(params.uuid),
  }),
  command('post', '/servers/:server/vms', 'machine_create', (node, _uuid, payload) =>
    reported(node, node.create(payload)),
  ),
  command('post', '/servers/:server/vms/:vm/update', 'machine_update', (node, uuid, payload) =>
    reported(node, node.update(uuid, payload)),
  ),
  command('post', '/servers/:server/vms/:vm/start', 'machine_boot', (node, uuid) =>
    reported(node, node.power(uuid, 'running')),
  ),
  command('post', '/servers/:server/vms/:vm/stop', 'machine_shutdown', (node, uuid) =>
    reported(node, node.power(uuid, 'stopped')),
  ),
  command('post', '/servers/:server/vms/:vm/reboot', 'machine_reboot', (node, uuid) =>
    reported(node, node.power(uuid, 'running')),
  ),
  command('post', '/servers/:server/vms/:vm/kill', 'machine_kill', (node, uuid) =>
    reported(node, node.power(uuid, 'stopped')),
  ),
  command('post', '/servers/:server/vms/:vm/reprovision', 'machine_reprovision', (node, uuid, payload) =>
    reported(node, node.reprovision(uuid, payload)),
  ),
  command('put', '/servers/:server/vms/:vm/snapshots', 'machine_create_snapshot', (node, uuid, payload) =>
    reported(node, node.snapshot(uuid, String(payload.snapshot_name))),
  ),
  command(
    'put',
    '/servers/:server/vms/:vm/snapshots/:name/rollback',
    'machine_rollback_snapshot',
    (node, uuid, payload) => reported(node, node.rollback(uuid, String(payload.snapshot_name))),
  ),
  command('delete', '/servers/:server/vms/:vm/snapshots/:name', 'machine_delete_snapshot', (node, uuid, payload) =>
    reported(node, node.deleteSnapshot(uuid, String(payload.snapshot_name))),
  ),
  command('delete', '/servers/:server/vms/:vm', 'machine_destroy', (node, uuid) => {
    node.vms.delete(uuid);
    return {};
  }),
  endpoint({
    name: 'VmLoad',
    method: 'get',
    path: '/servers/:server/vms/:vm',
    status: 200,
    errors: [],
    handle({ node, refusal }, { params }) {
      if (refusal) throw refusal;
      if (!node.vms.has(params.vm)) throw new ResourceNotFoundError(`VM ${params.vm} not found`);
      return { ...node.report(node.get(params.vm)), snapshot_hold: node.holdOf(params.vm) };
    },
  }),
  endpoint({
    name: 'ServerGet',
    method: 'get',
    path: '/servers/:server',
    status: 200,
    errors: [],
    handle({ onlineGrow, refusal }) {
      if (refusal) throw refusal;
      return { uuid: SERVER_UUID, capabilities: { online_grow: onlineGrow } };
    },
  }),
  endpoint({
    name: 'Allocate',
    method: 'post',
    path: '/allocate',
    input: Anything,
    status: 200,
    errors: [],
    handle(cnapi, { input }) {
      if (cnapi.refusal) throw cnapi.refusal;
      cnapi.allocated.push((input as { vm: { uuid: string } }).vm.uuid);
      return { server: { uuid: SERVER_UUID }, steps: [] };
    },
  }),
  endpoint({
    name: 'AllocationRelease',
    method: 'delete',
    path: '/allocations/:uuid',
    query: Type.Object({ growth: Type.Boolean({ default: false }), after: Type.Integer({ default: 0 }) }),
    status: 204,
    errors: [],
    handle: (cnapi, { params, query }) => cnapi.releaseAllocation(params.uuid, query.growth),
  }),
  endpoint({
    name: 'VmReserve',
    method: 'post',
    path: '/servers/:server/vms/:vm/reserve',
    input: Type.Object({ disk: Type.Integer(), ram: Type.Integer() }),
    status: 204,
    errors: [],
    handle(cnapi, { params, input }) {
      const { disk = 0 } = cnapi.capacity ?? {};
      if (input.disk > disk) throw new NoAllocatableServersError('the server has no room');
      cnapi.reserve(params.vm, input);
    },
  }),
  endpoint({
    name: 'Capacity',
    method: 'post',
    path: '/capacity',
    input: Anything,
    status: 200,
    errors: [],
    handle({ capacity, refusal }) {
      if (refusal) throw refusal;
      return { capacities: capacity ? { [SERVER_UUID]: capacity } : {} };
    },
  }),
  endpoint({
    name: 'TaskGet',
    method: 'get',
    path: '/tasks/:id',
    status: 200,
    errors: [],
    handle(cnapi, { params }) {
      const { act, waiter, ...task } = taskOf(cnapi, params.id);
      return task;
    },
  }),
  endpoint({
    name: 'CommandCancel',
    method: 'post',
    path: '/servers/:server/vms/:vm/cancel',
    input: Anything,
    status: 200,
    errors: [],
    handle(cnapi, { params, input }) {
      const { key, task } = input as { key: string; task: string };
      return { id: key, canceled: cnapi.cancel(key, params.vm, task) };
    },
  }),
];
