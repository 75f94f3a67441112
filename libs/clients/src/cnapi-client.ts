import { JsonClient } from '@triton/http-client/json-client';
import type { Server } from '@triton/schemas/server';
import type { Task } from '@triton/schemas/task';
import type { Ticket } from '@triton/schemas/ticket';
import type { DriftCause } from '@triton/schemas/vm-history';
import type { AllocateInput } from './allocate-input';
import type { CreateTicketInput } from './create-ticket-input';
import type { ServiceOptions } from './service-options';
import { waitUntil } from './wait-until';
import { type Query, wireQuery } from './wire-query';

/** How a command to a compute node is to be taken. */
export interface NodeCommand {
  /** The same key is the same task, whatever has become of it. */
  idempotencyKey: string;
  /** An active ticket of the VM: the task carries its epoch. Without one it carries the VM's current epoch. */
  ticket?: string | undefined;
  /** The job that CNAPI wakes when the task ends. */
  waiter?: string | undefined;
}

/** Hundredths of a core and MiB that a compute node can still give. */
export interface Capacity {
  cpu: number;
  ram: number;
  disk: number;
}

/** What a node says of a VM without having been asked to change it. */
export interface VmReport {
  /** As `vmadm get` shows it; of a VM that is gone `{state: 'destroyed', disks: []}`. */
  vm: object;
  /** The highest epoch that the node has seen for the VM. */
  epoch: number;
  /** Grows with everything the node says of the VM. */
  observed: number;
  cause: DriftCause;
}

/** A node's report of how a task ended: `{vm}` after success, `{error: {message, code?}, vm?}` after failure. */
export interface TaskOutcome {
  status: 'complete' | 'failure';
  event: Record<string, unknown>;
}

/**
 * CNAPI: the internal service in front of the compute nodes. It keeps who may change a VM (tickets), hands commands to
 * nodes (tasks) and chooses where a VM goes. A refusal is a `RemoteError` with CNAPI's own code, status and `errors`.
 */
export class CnapiClient {
  readonly #http: JsonClient;

  constructor(service: ServiceOptions | JsonClient) {
    this.#http = service instanceof JsonClient ? service : new JsonClient({ name: 'cnapi', ...service });
  }

  /** The same client, whose calls belong to the request `reqId` (`x-request-id`). It shares the connections. */
  forRequest(reqId: string): CnapiClient {
    return new CnapiClient(this.#http.forRequest(reqId));
  }

  /** Compute nodes; `uuids` and `fields` may be lists, with `limit` and `offset`. */
  async listServers(query: Query = {}): Promise<Server[]> {
    return (await this.#http.get<Server[]>('/servers', { query: wireQuery(query) })).body;
  }

  async getServer(uuid: string): Promise<Server> {
    return (await this.#http.get<Server>(serverPath(uuid))).body;
  }

  /** Chooses a node and holds the space there until the VM is reported. Repeating it for one VM gives the same node. */
  async allocate(
    input: AllocateInput,
    { timeoutMs }: { timeoutMs?: number } = {},
  ): Promise<{ server: Server; steps: unknown[] }> {
    const request = { body: input, ...(timeoutMs === undefined ? {} : { timeoutMs }) };
    return (await this.#http.post<{ server: Server; steps: unknown[] }>('/allocate', request)).body;
  }

  /** Holds space on its own node for a VM that is to grow; MiB beyond what it has. `NoAllocatableServers` when there is none. */
  async reserve(serverUuid: string, vmUuid: string, growth: { disk: number; ram: number }): Promise<void> {
    await this.#http.post(`${vmPath(serverUuid, vmUuid)}/reserve`, { body: growth });
  }

  /**
   * Gives back what `allocate` held for the VM, or with `growth` what `reserve` did; `after` so many seconds, when the VM
   * has the space and its node is about to report it.
   */
  async releaseAllocation(vmUuid: string, { growth, after }: { growth?: boolean; after?: number } = {}): Promise<void> {
    await this.#http.delete(`/allocations/${encodeURIComponent(vmUuid)}`, { query: wireQuery({ growth, after }) });
  }

  /** What each node can still give; nodes that cannot take VMs are not in the answer. */
  async capacity(servers: readonly string[]): Promise<Record<string, Capacity>> {
    const request = { body: { servers } };
    return (await this.#http.post<{ capacities: Record<string, Capacity> }>('/capacity', request)).body.capacities;
  }

  /** Takes a place in the line of those who want to change `input.id`. */
  async createTicket(serverUuid: string, input: CreateTicketInput): Promise<{ uuid: string; queue: Ticket[] }> {
    const path = `${serverPath(serverUuid)}/tickets`;
    return (await this.#http.post<{ uuid: string; queue: Ticket[] }>(path, { body: input })).body;
  }

  async getTicket(uuid: string): Promise<Ticket> {
    return (await this.#http.get<Ticket>(ticketPath(uuid))).body;
  }

  /** Lets the next one in line go. Releasing twice is success. */
  async releaseTicket(uuid: string): Promise<void> {
    await this.#http.put(`${ticketPath(uuid)}/release`, {});
  }

  /** Task machine_create. */
  vmCreate(serverUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${serverPath(serverUuid)}/vms`, payload, command);
  }

  /** Task machine_update; `payload` is vmadm's (`update_disks`, `add_disks`, `remove_disks`, …). */
  vmUpdate(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/update`, payload, command);
  }

  /** Task machine_boot. */
  vmStart(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/start`, payload, command);
  }

  /** Task machine_shutdown. */
  vmStop(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/stop`, payload, command);
  }

  /** Task machine_reboot. */
  vmReboot(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/reboot`, payload, command);
  }

  /** Task machine_kill. */
  vmKill(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/kill`, payload, command);
  }

  /** Task machine_reprovision; `payload` has `image_uuid`. */
  vmReprovision(serverUuid: string, vmUuid: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return this.#command(`${vmPath(serverUuid, vmUuid)}/reprovision`, payload, command);
  }

  /** Task machine_create_snapshot. */
  async vmCreateSnapshot(
    serverUuid: string,
    vmUuid: string,
    snapshotName: string,
    command: NodeCommand,
  ): Promise<{ id: string }> {
    const request = { body: { snapshot_name: snapshotName }, headers: commandHeaders(command) };
    return (await this.#http.put<{ id: string }>(`${vmPath(serverUuid, vmUuid)}/snapshots`, request)).body;
  }

  /** Task machine_rollback_snapshot. */
  async vmRollbackSnapshot(
    serverUuid: string,
    vmUuid: string,
    snapshotName: string,
    command: NodeCommand,
  ): Promise<{ id: string }> {
    const path = `${snapshotPath(serverUuid, vmUuid, snapshotName)}/rollback`;
    return (await this.#http.put<{ id: string }>(path, { body: {}, headers: commandHeaders(command) })).body;
  }

  /** Task machine_delete_snapshot. */
  async vmDeleteSnapshot(
    serverUuid: string,
    vmUuid: string,
    snapshotName: string,
    command: NodeCommand,
  ): Promise<{ id: string }> {
    const path = snapshotPath(serverUuid, vmUuid, snapshotName);
    return (await this.#http.delete<{ id: string }>(path, { headers: commandHeaders(command) })).body;
  }

  /** Task machine_destroy. A DELETE has no body, so `payload` holds only what a query string can. */
  async vmDestroy(serverUuid: string, vmUuid: string, payload: Query, command: NodeCommand): Promise<{ id: string }> {
    const request = { query: wireQuery(payload), headers: commandHeaders(command) };
    return (await this.#http.delete<{ id: string }>(vmPath(serverUuid, vmUuid), request)).body;
  }

  /** The VM as the node has it this moment (task machine_load, waited for). */
  async loadVm(serverUuid: string, vmUuid: string): Promise<Record<string, unknown>> {
    return (await this.#http.get<Record<string, unknown>>(vmPath(serverUuid, vmUuid))).body;
  }

  async getTask(id: string): Promise<Task> {
    return (await this.#http.get<Task>(taskPath(id))).body;
  }

  /** The task once it has ended, or as it stands after `timeoutMs`: look at `status`. */
  waitTask(id: string, { timeoutMs = 60_000 }: { timeoutMs?: number } = {}): Promise<Task> {
    return waitUntil({
      timeoutMs,
      ask: async (timeout) =>
        (await this.#http.get<Task>(`${taskPath(id)}/wait`, { query: wireQuery({ timeout }) })).body,
      ended: ({ status }) => status !== 'active',
    });
  }

  /** Takes the task back. False when the node has taken it already: its outcome will come. */
  async cancelTask(id: string): Promise<{ canceled: boolean }> {
    return (await this.#http.post<{ canceled: boolean }>(`${taskPath(id)}/cancel`, { body: {} })).body;
  }

  /**
   * Takes back a command by its key, for whoever does not know whether it arrived: one that is still on its way will
   * change nothing. False when the node has it already: its outcome will come, as that of task `id`.
   */
  async cancelCommand(
    serverUuid: string,
    vmUuid: string,
    command: { key: string; task: string },
  ): Promise<{ id: string; canceled: boolean }> {
    const path = `${vmPath(serverUuid, vmUuid)}/cancel`;
    return (await this.#http.post<{ id: string; canceled: boolean }>(path, { body: command })).body;
  }

  /** For the node: takes the task. Refused with `TaskCanceled` when it was taken back. */
  async startTask(id: string): Promise<Task> {
    return (await this.#http.post<Task>(`${taskPath(id)}/start`, { body: {} })).body;
  }

  /** For the node: how the task ended. Saying it again changes nothing. */
  async finishTask(id: string, outcome: TaskOutcome): Promise<void> {
    await this.#http.post(`${taskPath(id)}/finish`, { body: outcome });
  }

  /** For the node: registers it. */
  async putSysinfo(serverUuid: string, sysinfo: Record<string, unknown>): Promise<void> {
    await this.#http.post(`${serverPath(serverUuid)}/sysinfo`, { body: { sysinfo } });
  }

  /** For the node: it is alive. */
  async heartbeat(serverUuid: string): Promise<void> {
    await this.#http.post(`${serverPath(serverUuid)}/events/heartbeat`, { body: {} });
  }

  /** For the node: its VMs, memory and disk space. */
  async putStatus(serverUuid: string, status: Record<string, unknown>): Promise<void> {
    await this.#http.post(`${serverPath(serverUuid)}/events/status`, { body: status });
  }

  /** For the node: a VM that changed although no task changed it. Not `known`: VMAPI has no such VM. */
  async reportVm(serverUuid: string, vmUuid: string, report: VmReport): Promise<{ known: boolean }> {
    return (await this.#http.post<{ known: boolean }>(`${vmPath(serverUuid, vmUuid)}/report`, { body: report })).body;
  }

  close(): void {
    this.#http.close();
  }

  async #command(path: string, payload: object, command: NodeCommand): Promise<{ id: string }> {
    return (await this.#http.post<{ id: string }>(path, { body: payload, headers: commandHeaders(command) })).body;
  }
}

function commandHeaders({ idempotencyKey, ticket, waiter }: NodeCommand): Record<string, string> {
  return {
    'idempotency-key': idempotencyKey,
    ...(ticket === undefined ? {} : { 'x-ticket': ticket }),
    ...(waiter === undefined ? {} : { 'x-waiter': waiter }),
  };
}

function serverPath(uuid: string): string {
  return `/servers/${encodeURIComponent(uuid)}`;
}

function vmPath(serverUuid: string, vmUuid: string): string {
  return `${serverPath(serverUuid)}/vms/${encodeURIComponent(vmUuid)}`;
}

function snapshotPath(serverUuid: string, vmUuid: string, name: string): string {
  return `${vmPath(serverUuid, vmUuid)}/snapshots/${encodeURIComponent(name)}`;
}

function ticketPath(uuid: string): string {
  return `/tickets/${encodeURIComponent(uuid)}`;
}

function taskPath(id: string): string {
  return `/tasks/${encodeURIComponent(id)}`;
}
