import { randomUUID } from 'node:crypto';
import type { TritonError } from '@triton/errors/triton-error';
import type { JobRun } from '@triton/queue/queue-names';
import type { Task } from '@triton/schemas/task';
import type { Ticket } from '@triton/schemas/ticket';
import { SimulatedNode } from './simulated-node';

export const SERVER_UUID = '564d2a9e-1a2b-4c3d-8e4f-5a6b7c8d9e0f';

type Act = (node: SimulatedNode, task: SimulatedTask) => Record<string, unknown>;
interface CommandFacts {
  task: string;
  vm_uuid: string;
  params: Record<string, unknown>;
  waiter?: string;
  ticket?: string;
}

export interface SimulatedTask extends Task {
  waiter: string | undefined;
  act: Act;
}

/**
 * CNAPI and a compute node behind it, in memory: tickets first come first served, tasks idempotent by key, wake-ups.
 * Tests may hold its tasks, have them fail, and look at what the node has.
 */
export class SimulatedCnapi {
  readonly node = new SimulatedNode();
  readonly tickets: (Ticket & { key: string; waiter?: string | undefined })[] = [];
  readonly tasks = new Map<string, SimulatedTask>();
  /** The VMs that space was promised to. */
  readonly allocated: string[] = [];
  /** Called when a job has something to look at. */
  wake: (jobUuid: string, ended?: JobRun['task']) => void = () => undefined;
  /** What is held for VMs that grow, MiB by VM. */
  readonly reserved = new Map<string, { disk: number; ram: number }>();
  /** What the node can still give. */
  capacity: { cpu: number; ram: number; disk: number } | undefined = { cpu: 1200, ram: 65_536, disk: 512_000 };
  onlineGrow = true;
  /** What every question about room and nodes is answered with. */
  refusal: TritonError | undefined;
  /** While true nodes take tasks but do not get on with them. */
  held = false;
  /** The reason with which the next task fails. */
  failNext: string | undefined;
  #epoch = 0;

  createTicket(input: { id: string; scope: string; action: string; key: string; waiter?: string }): Ticket {
    const known = this.tickets.find(({ key }) => key === input.key);
    if (known) return known;
    const now = new Date().toISOString();
    const ticket = {
      ...input,
      uuid: randomUUID(),
      server_uuid: SERVER_UUID,
      reqid: '',
      status: 'queued' as Ticket['status'],
      epoch: 0,
      created_at: now,
      updated_at: now,
      expires_at: now,
      extra: {},
    };
    this.tickets.push(ticket);
    this.#activate(input.id);
    return ticket;
  }

  release(uuid: string): void {
    const ticket = this.tickets.find((candidate) => candidate.uuid === uuid);
    if (!ticket || ticket.status === 'finished') return;
    ticket.status = 'finished';
    this.#activate(ticket.id);
  }

  queueOf(id: string): Ticket[] {
    return this.tickets.filter((ticket) => ticket.id === id && ticket.status !== 'finished');
  }

  reserve(vmUuid: string, growth: { disk: number; ram: number }): void {
    this.reserved.set(vmUuid, growth);
  }

  releaseAllocation(vmUuid: string, growth: boolean): void {
    if (growth) this.reserved.delete(vmUuid);
    else this.allocated.splice(0, Infinity, ...this.allocated.filter((uuid) => uuid !== vmUuid));
  }

  send(key: string, facts: CommandFacts, act: Act): SimulatedTask {
    const known = this.tasks.get(key);
    if (known) return known;
    const task = this.#record(key, facts, act);
    if (!this.held) this.#perform(task);
    return task;
  }

  /** Of the command under that key, whether or not it has arrived. */
  cancel(key: string, vmUuid: string, name: string): boolean {
    const facts = { task: name, vm_uuid: vmUuid, params: {} };
    const task = this.tasks.get(key) ?? this.#record(key, facts, () => ({}));
    if (task.status === 'canceled') return true;
    if (task.status !== 'active' || task.started) return false;
    task.status = 'canceled';
    return true;
  }

  /** The node gets on with everything that was held. */
  resume(): void {
    this.held = false;
    for (const task of this.tasks.values()) if (task.status === 'active') this.#perform(task);
  }

  #record(key: string, facts: CommandFacts, act: Act): SimulatedTask {
    const ticket = this.tickets.find(({ uuid }) => uuid === facts.ticket);
    const task: SimulatedTask = {
      id: key,
      server_uuid: SERVER_UUID,
      vm_uuid: facts.vm_uuid,
      task: facts.task,
      params: facts.params,
      epoch: ticket?.epoch ?? this.#epoch,
      status: 'active',
      started: false,
      req_id: randomUUID(),
      timestamp: new Date().toISOString(),
      history: [],
      waiter: facts.waiter,
      act,
    };
    this.tasks.set(key, task);
    return task;
  }

  #perform(task: SimulatedTask): void {
    task.started = true;
    const timestamp = new Date().toISOString();
    const refusal = this.failNext;
    this.failNext = undefined;
    try {
      if (refusal !== undefined) throw new Error(refusal);
      task.history.push({ name: 'finish', timestamp, event: task.act(this.node, task) });
      task.status = 'complete';
    } catch (error) {
      const vm = this.node.vms.get(task.vm_uuid ?? '');
      const event = { error: { message: (error as Error).message }, ...(vm ? { vm: this.node.report(vm) } : {}) };
      task.history.push({ name: 'error', timestamp, event });
      task.status = 'failure';
    }
    if (task.waiter) this.wake(task.waiter, { id: task.id, req_id: task.req_id });
  }

  #activate(id: string): void {
    const [head] = this.queueOf(id) as (Ticket & { waiter?: string })[];
    if (!head || head.status === 'active') return;
    head.status = 'active';
    head.epoch = ++this.#epoch;
    if (head.waiter) this.wake(head.waiter);
  }
}
