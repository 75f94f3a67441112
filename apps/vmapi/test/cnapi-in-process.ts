import type { NodeCommand } from '@triton/clients/cnapi-client';
import type { Server } from '@triton/schemas/server';
import type { Cnapi } from '../src/context';
import type { SimulatedCnapi } from './simulated-cnapi';
import type { SimulatedNode } from './simulated-node';

type Act = (node: SimulatedNode) => Record<string, unknown>;

/** The simulated CNAPI without HTTP in between, for the thousands of runs that prove workflows sound. */
export function cnapiInProcess(cnapi: SimulatedCnapi): Cnapi {
  const { node } = cnapi;
  const send = async (
    task: string,
    vmUuid: string,
    payload: object,
    { idempotencyKey, ...rest }: NodeCommand,
    act: Act,
  ) => {
    const params = payload as Record<string, unknown>;
    const { ticket, waiter } = rest;
    const facts = { task, vm_uuid: vmUuid, params, ...(ticket ? { ticket } : {}), ...(waiter ? { waiter } : {}) };
    return { id: cnapi.send(idempotencyKey, facts, act).id };
  };
  const powered =
    (task: string, state: string) => (_server: string, uuid: string, payload: object, command: NodeCommand) =>
      send(task, uuid, payload, command, () => ({ vm: node.report(node.power(uuid, state)) }));
  return {
    async allocate() {
      throw new Error('placement is no part of a workflow');
    },
    async capacity() {
      throw new Error('placement is no part of a workflow');
    },
    async reserve(_server, vmUuid, growth) {
      cnapi.reserve(vmUuid, growth);
    },
    async releaseAllocation(vmUuid, { growth = false } = {}) {
      cnapi.releaseAllocation(vmUuid, growth);
    },
    async getServer() {
      return { capabilities: { online_grow: cnapi.onlineGrow } } as Server;
    },
    async createTicket(_server, input) {
      const ticket = cnapi.createTicket(input as Parameters<SimulatedCnapi['createTicket']>[0]);
      return structuredClone({ uuid: ticket.uuid, queue: cnapi.queueOf(ticket.id) });
    },
    async getTicket(uuid) {
      const ticket = cnapi.tickets.find((candidate) => candidate.uuid === uuid);
      if (!ticket) throw new Error(`no ticket ${uuid}`);
      return structuredClone(ticket);
    },
    async releaseTicket(uuid) {
      cnapi.release(uuid);
    },
    async getTask(id) {
      const { act, ...task } = cnapi.tasks.get(id) ?? { act: undefined };
      if (!act) throw new Error(`no task ${id}`);
      return structuredClone(task) as Awaited<ReturnType<Cnapi['getTask']>>;
    },
    async cancelCommand(_server, vmUuid, { key, task }) {
      return { id: key, canceled: cnapi.cancel(key, vmUuid, task) };
    },
    async loadVm(_server, uuid) {
      return node.report(node.get(uuid));
    },
    vmCreate: (_server, payload, command) =>
      send('machine_create', (payload as { uuid: string }).uuid, payload, command, () => ({
        vm: node.report(node.create(payload as Record<string, unknown>)),
      })),
    vmUpdate: (_server, uuid, payload, command) =>
      send('machine_update', uuid, payload, command, () => ({
        vm: node.report(node.update(uuid, payload as Record<string, unknown>)),
      })),
    vmStart: powered('machine_boot', 'running'),
    vmStop: powered('machine_shutdown', 'stopped'),
    vmReboot: powered('machine_reboot', 'running'),
    vmKill: powered('machine_kill', 'stopped'),
    vmReprovision: (_server, uuid, payload, command) =>
      send('machine_reprovision', uuid, payload, command, () => ({ vm: node.report(node.reprovision(uuid, payload)) })),
    vmCreateSnapshot: (_server, uuid, name, command) =>
      send('machine_create_snapshot', uuid, {}, command, () => ({ vm: node.report(node.snapshot(uuid, name)) })),
    vmRollbackSnapshot: (_server, uuid, name, command) =>
      send('machine_rollback_snapshot', uuid, {}, command, () => ({ vm: node.report(node.rollback(uuid, name)) })),
    vmDeleteSnapshot: (_server, uuid, name, command) =>
      send('machine_delete_snapshot', uuid, {}, command, () => ({ vm: node.report(node.deleteSnapshot(uuid, name)) })),
    vmDestroy: (_server, uuid, _payload, command) =>
      send('machine_destroy', uuid, {}, command, () => {
        node.vms.delete(uuid);
        return {};
      }),
  };
}
