import { JsonClient } from '@triton/http-client/json-client';
import type { Audit } from '@triton/schemas/audit-finding';
import type { CreateVmDiskInput } from '@triton/schemas/create-disk-input';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { DeleteVmDiskInput } from '@triton/schemas/delete-disk-input';
import type { Accepted, Job } from '@triton/schemas/job';
import type { InterventionInput } from '@triton/schemas/intervention-input';
import type { KillVmInput } from '@triton/schemas/kill-vm-input';
import type { Metadata, MetadataKind } from '@triton/schemas/metadata';
import type { ReprovisionVmInput } from '@triton/schemas/reprovision-vm-input';
import type { ResizeVmDiskInput } from '@triton/schemas/resize-disk-input';
import type { CreateVmSnapshotInput, NamedSnapshotInput } from '@triton/schemas/snapshot-input';
import type { UpdateVmInput } from '@triton/schemas/update-vm-input';
import type { Vm } from '@triton/schemas/vm';
import type { VmHistoryEntry } from '@triton/schemas/vm-history';
import { callHeaders } from './call-headers';
import type { CallOptions } from './call-options';
import type { ServiceOptions } from './service-options';
import { totalOf } from './total-of';
import { waitUntil } from './wait-until';
import { type Query, wireQuery } from './wire-query';

/** What an action on a VM may be told beyond its input. */
export interface VmActionOptions extends CallOptions {
  /** The VM must belong to this account, else `ResourceNotFound`. */
  ownerUuid?: string | undefined;
  /** Which service the change came through (`cloudapi`, `adminui`); kept with the job. */
  origin?: string | undefined;
}

/** A resize as callers may write it: not allowing a shrink is the default. Sizes are MiB. */
export type ResizeVmDiskWish = Omit<ResizeVmDiskInput, 'dangerous_allow_shrink'> &
  Partial<Pick<ResizeVmDiskInput, 'dangerous_allow_shrink'>>;

/**
 * VMAPI: the internal service that holds VMs, their disks and jobs. Everything that changes a VM answers with the uuid of
 * a job; `waitForJob` follows it. A refusal is a `RemoteError` with VMAPI's own code, status and `errors`.
 */
export class VmapiClient {
  readonly #http: JsonClient;

  constructor(service: ServiceOptions | JsonClient) {
    this.#http = service instanceof JsonClient ? service : new JsonClient({ name: 'vmapi', ...service });
  }

  /** The same client, whose calls belong to the request `reqId` (`x-request-id`). It shares the connections. */
  forRequest(reqId: string): VmapiClient {
    return new VmapiClient(this.#http.forRequest(reqId));
  }

  /** One page of VMs (`limit`, `offset`), and how many there are in all. Filters are VMAPI's: `owner_uuid`, `state`… */
  async listVms(query: Query = {}): Promise<{ vms: Vm[]; total: number }> {
    const { body, headers } = await this.#http.get<Vm[]>('/vms', { query: wireQuery(query) });
    return { vms: body, total: totalOf(headers, 'x-joyent-resource-count') };
  }

  async getVm(uuid: string, { ownerUuid }: { ownerUuid?: string | undefined } = {}): Promise<Vm> {
    const query = wireQuery({ owner_uuid: ownerUuid });
    return (await this.#http.get<Vm>(vmPath(uuid), { query })).body;
  }

  /** Starts provisioning; the VM can be read at once, in state `provisioning`. */
  async createVm(input: CreateVmInput, options: CallOptions = {}): Promise<Accepted> {
    return (await this.#http.post<Accepted>('/vms', { body: input, headers: callHeaders(options) })).body;
  }

  /** Records what a compute node or an operator says of the VM; not a way to change it. */
  async putVm(uuid: string, vm: object): Promise<Vm> {
    return (await this.#http.put<Vm>(vmPath(uuid), { body: vm })).body;
  }

  /** RFD 154 CreateVmDisk: adds a disk to a stopped flexible VM. The answer has the new disk's uuid. */
  createDisk(
    vmUuid: string,
    input: CreateVmDiskInput,
    options: VmActionOptions = {},
  ): Promise<Accepted & { disk_uuid: string }> {
    return this.#act(vmUuid, 'create_disk', input, options);
  }

  /** RFD 154 ResizeVmDisk: the disk is named by `disk_id` or `pci_slot`. */
  resizeDisk(vmUuid: string, input: ResizeVmDiskWish, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'resize_disk', input, options);
  }

  /** RFD 154 DeleteVmDisk: the disk is named by `disk_id` or `pci_slot`; the boot disk cannot go. */
  deleteDisk(vmUuid: string, input: DeleteVmDiskInput, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'delete_disk', input, options);
  }

  /**
   * Changes name (`alias`), deletion protection (`indestructible_zoneroot`), metadata, or with `billing_id` the package: the
   * VM gets its space, memory and CPU (RFD 154, "Relation to VM resize"). Growing and shrinking the space needs no stop,
   * changing memory or CPU does.
   */
  updateVm(vmUuid: string, input: UpdateVmInput, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'update', input, options);
  }

  /** Makes a snapshot of all disks; the answer has its name. Its space is that of the VM (RFD 154, "Relation to snapshots"). */
  createSnapshot(vmUuid: string, input: CreateVmSnapshotInput = {}, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'create_snapshot', input, options);
  }

  /** Brings all disks back to a snapshot and starts the VM; a running one is stopped first. Newer snapshots are lost. */
  rollbackSnapshot(vmUuid: string, input: NamedSnapshotInput, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'rollback_snapshot', input, options);
  }

  deleteSnapshot(vmUuid: string, input: NamedSnapshotInput, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'delete_snapshot', input, options);
  }

  /** `tags`, `customer_metadata` or `internal_metadata` of the VM. */
  async listMetadata(
    vmUuid: string,
    kind: MetadataKind,
    { ownerUuid }: { ownerUuid?: string | undefined } = {},
  ): Promise<Metadata> {
    const query = wireQuery({ owner_uuid: ownerUuid });
    return (await this.#http.get<Metadata>(metadataPath(vmUuid, kind), { query })).body;
  }

  async getMetadata(
    vmUuid: string,
    kind: MetadataKind,
    key: string,
    { ownerUuid }: { ownerUuid?: string | undefined } = {},
  ): Promise<Metadata[string]> {
    const query = wireQuery({ owner_uuid: ownerUuid });
    return (await this.#http.get<Metadata[string]>(metadataPath(vmUuid, kind, key), { query })).body;
  }

  /** Sets these keys and leaves the others. */
  async addMetadata(
    vmUuid: string,
    kind: MetadataKind,
    values: Metadata,
    options: VmActionOptions = {},
  ): Promise<Accepted> {
    const request = { query: ownerAndOrigin(options), body: values, headers: callHeaders(options) };
    return (await this.#http.post<Accepted>(metadataPath(vmUuid, kind), request)).body;
  }

  /** Sets these keys and removes all others. */
  async setMetadata(
    vmUuid: string,
    kind: MetadataKind,
    values: Metadata,
    options: VmActionOptions = {},
  ): Promise<Accepted> {
    const request = { query: ownerAndOrigin(options), body: values, headers: callHeaders(options) };
    return (await this.#http.put<Accepted>(metadataPath(vmUuid, kind), request)).body;
  }

  /** Removes one key, or without `key` all of them. */
  async deleteMetadata(
    vmUuid: string,
    kind: MetadataKind,
    key?: string,
    options: VmActionOptions = {},
  ): Promise<Accepted> {
    const request = { query: ownerAndOrigin(options), headers: callHeaders(options) };
    return (await this.#http.delete<Accepted>(metadataPath(vmUuid, kind, key), request)).body;
  }

  startVm(vmUuid: string, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'start', {}, options);
  }

  stopVm(vmUuid: string, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'stop', {}, options);
  }

  rebootVm(vmUuid: string, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'reboot', {}, options);
  }

  /** Sends a signal to the VM's process; SIGTERM when none is named. Most signals end the VM without asking the guest. */
  killVm(vmUuid: string, input: KillVmInput = {}, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'kill', input, options);
  }

  /** Replaces the contents of the boot disk by an image: what was on it, and its snapshots, are lost. */
  reprovisionVm(vmUuid: string, input: ReprovisionVmInput, options: VmActionOptions = {}): Promise<Accepted> {
    return this.#act(vmUuid, 'reprovision', input, options);
  }

  async deleteVm(vmUuid: string, options: VmActionOptions = {}): Promise<Accepted> {
    const request = { query: ownerAndOrigin(options), headers: callHeaders(options) };
    return (await this.#http.delete<Accepted>(vmPath(vmUuid), request)).body;
  }

  /** Jobs, newest first; filters `vm_uuid`, `execution`, `task`, `limit`, `offset`. */
  async listJobs(query: Query = {}): Promise<Job[]> {
    return (await this.#http.get<Job[]>('/jobs', { query: wireQuery(query) })).body;
  }

  async getJob(uuid: string): Promise<Job> {
    return (await this.#http.get<Job>(jobPath(uuid))).body;
  }

  /** The VM's jobs, newest first. */
  async listVmJobs(vmUuid: string, query: Query = {}): Promise<Job[]> {
    return (await this.#http.get<Job[]>(`${vmPath(vmUuid)}/jobs`, { query: wireQuery(query) })).body;
  }

  /** What happened to the VM without VMAPI's asking, newest first. */
  async getVmHistory(vmUuid: string, query: Query = {}): Promise<VmHistoryEntry[]> {
    return (await this.#http.get<VmHistoryEntry[]>(`${vmPath(vmUuid)}/history`, { query: wireQuery(query) })).body;
  }

  /** The job once it has succeeded or failed, or as it stands after `timeoutMs`: look at `execution`. */
  waitForJob(uuid: string, { timeoutMs = 60_000 }: { timeoutMs?: number } = {}): Promise<Job> {
    return waitUntil({
      timeoutMs,
      ask: async (timeout) =>
        (await this.#http.get<Job>(`${jobPath(uuid)}/wait`, { query: wireQuery({ timeout }) })).body,
      ended: ({ execution }) => execution === 'succeeded' || execution === 'failed',
    });
  }

  /** For operators: a job that is `stuck` goes on where it got stuck. `ConflictError` when it is not. */
  retryJob(uuid: string, input: InterventionInput): Promise<Job> {
    return this.#decide(uuid, 'retry', input);
  }

  /** For operators: a job that is `stuck` ends as failed, as it stands. `ConflictError` when it is not. */
  abandonJob(uuid: string, input: InterventionInput): Promise<Job> {
    return this.#decide(uuid, 'abandon', input);
  }

  /** What the last audit found. */
  async getAudit(): Promise<Audit> {
    return (await this.#http.get<Audit>('/audit')).body;
  }

  /** For operators: compares ledger, records and compute nodes now, and sets right what is safe. It takes its time. */
  async runAudit(): Promise<Audit> {
    return (await this.#http.post<Audit>('/audit', { body: {} })).body;
  }

  close(): void {
    this.#http.close();
  }

  async #decide(uuid: string, action: 'retry' | 'abandon', input: InterventionInput): Promise<Job> {
    return (await this.#http.post<Job>(jobPath(uuid), { query: { action }, body: input })).body;
  }

  async #act<A extends Accepted>(vmUuid: string, action: string, input: object, options: VmActionOptions): Promise<A> {
    const query = { ...wireQuery({ action }), ...ownerAndOrigin(options) };
    const request = { query, body: input, headers: callHeaders(options) };
    return (await this.#http.post<A>(vmPath(vmUuid), request)).body;
  }
}

function ownerAndOrigin({ ownerUuid, origin }: VmActionOptions): Record<string, string> {
  return wireQuery({ owner_uuid: ownerUuid, origin });
}

function vmPath(uuid: string): string {
  return `/vms/${encodeURIComponent(uuid)}`;
}

function metadataPath(vmUuid: string, kind: MetadataKind, key?: string): string {
  return `${vmPath(vmUuid)}/${kind}${key === undefined ? '' : `/${encodeURIComponent(key)}`}`;
}

function jobPath(uuid: string): string {
  return `/jobs/${encodeURIComponent(uuid)}`;
}
