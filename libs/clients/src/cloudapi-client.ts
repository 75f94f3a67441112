import type { IncomingHttpHeaders } from 'node:http';
import { formatKeyId } from '@triton/http-auth/format-key-id';
import { loadPrivateKey, type PrivateKey } from '@triton/http-auth/load-private-key';
import { signRequest } from '@triton/http-auth/sign-request';
import { signRequestByAgent } from '@triton/http-auth/sign-request-by-agent';
import type { AgentKey } from '@triton/http-auth/ssh-agent';
import { JsonClient } from '@triton/http-client/json-client';
import type { Logger } from '@triton/logging/create-logger';
import type { Account } from '@triton/schemas/account';
import type { CreateMachineDiskInput } from '@triton/schemas/create-disk-input';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { MachineDisk } from '@triton/schemas/disk';
import type { Image } from '@triton/schemas/image';
import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { Machine } from '@triton/schemas/machine';
import type { MachineJob } from '@triton/schemas/machine-job';
import type { Network } from '@triton/schemas/network';
import type { MachinePackage } from '@triton/schemas/package';
import type { ResizeMachineDiskInput } from '@triton/schemas/resize-disk-input';
import { callHeaders } from './call-headers';
import type { CallOptions } from './call-options';
import { totalOf } from './total-of';
import { type Query, wireQuery } from './wire-query';

export interface CloudapiClientOptions {
  url: string;
  /** Login of the account whose machines these are. */
  account: string;
  /** Fingerprint (MD5 in hex with colons, or `SHA256:…`) or name of a public key of the account, or of `user`. */
  keyId: string;
  /** The private key: loaded (`loadPrivateKey` takes a passphrase), its PEM or OpenSSH text, or one that an agent keeps. */
  privateKey: PrivateKey | AgentKey | string;
  /** Login of a sub-user of the account, when the key is theirs. */
  user?: string | undefined;
  /** Range of API versions to accept. */
  acceptVersion?: string;
  /** Accepts any TLS certificate: for stacks with a self-signed one. */
  insecure?: boolean;
  log?: Logger;
  timeoutMs?: number;
}

/** An operation that goes on after its answer. `getMachineJob` tells how; `location` is the path of the new thing. */
export interface Started {
  jobUuid?: string;
  location?: string;
}

/** A resize as callers may write it: not allowing a shrink is the default. Sizes are MiB. */
export type ResizeMachineDiskWish = Pick<ResizeMachineDiskInput, 'size'> & Partial<ResizeMachineDiskInput>;

/**
 * CloudAPI: what a cloud user may do, as that user. Every request carries an HTTP signature made with their key. A
 * refusal is a `RemoteError` with CloudAPI's own code (`ResourceNotFound`, `InvalidArgument`, `InsufficientSpace`, …).
 */
export class CloudapiClient {
  readonly #http: JsonClient;
  readonly #account: string;

  constructor({ account, keyId, privateKey, user, acceptVersion = '~9||~8', ...options }: CloudapiClientOptions) {
    this.#account = `/${encodeURIComponent(account)}`;
    const key = typeof privateKey === 'string' ? loadPrivateKey(privateKey) : privateKey;
    const named = formatKeyId({ login: account, key: keyId, ...(user === undefined ? {} : { user }) });
    this.#http = new JsonClient({
      name: 'cloudapi',
      ...options,
      headers: { 'accept-version': acceptVersion },
      sign: (request) =>
        'sign' in key
          ? signRequestByAgent({ agentKey: key, keyId: named }, request)
          : signRequest({ privateKey: key, keyId: named }, request),
    });
  }

  /** Answers without a key: is the service there, and which API versions does it offer? */
  async ping(): Promise<{ ping: string; cloudapi: { versions: string[] } }> {
    return (await this.#http.get<{ ping: string; cloudapi: { versions: string[] } }>('/--ping')).body;
  }

  getAccount(): Promise<Account> {
    return this.#get('');
  }

  listKeys(): Promise<Key[]> {
    return this.#get('/keys');
  }

  getKey(nameOrFingerprint: string): Promise<Key> {
    return this.#get(`/keys/${segment(nameOrFingerprint)}`);
  }

  async createKey(input: CreateKeyInput): Promise<Key> {
    return (await this.#http.post<Key>(`${this.#account}/keys`, { body: input })).body;
  }

  async deleteKey(nameOrFingerprint: string): Promise<void> {
    await this.#http.delete(`${this.#account}/keys/${segment(nameOrFingerprint)}`);
  }

  /** One page of machines (`limit`, `offset`); filters `state`, `name`, `brand`, `image`, `memory`, `tag.KEY`… */
  listMachines(query: Query = {}): Promise<Machine[]> {
    return this.#get('/machines', query);
  }

  /** How many machines `listMachines` would give with the same query. */
  async countMachines(query: Query = {}): Promise<number> {
    const { headers } = await this.#http.head(`${this.#account}/machines`, { query: wireQuery(query) });
    return totalOf(headers, 'x-resource-count');
  }

  /** Of a deleted machine this is a `RemoteError` of status 410. */
  getMachine(id: string): Promise<Machine> {
    return this.#get(machinePath(id));
  }

  /** RFD 154 CreateMachine; `disks` sizes are MiB, `"remaining"`, or absent for the size of the image. */
  async createMachine(input: CreateMachineInput, options: CallOptions = {}): Promise<Machine> {
    const request = { body: input, headers: callHeaders(options) };
    return (await this.#http.post<Machine>(`${this.#account}/machines`, request)).body;
  }

  startMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'start' }, options);
  }

  stopMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'stop' }, options);
  }

  rebootMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'reboot' }, options);
  }

  /** Gives the machine another name, one that no other machine of the account has. */
  renameMachine(id: string, name: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'rename', name }, options);
  }

  /** Keeps the machine and its disks from being deleted. Without a `jobUuid` in the answer it is so already. */
  enableDeletionProtection(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'enable_deletion_protection' }, options);
  }

  /** Lifts the protection. Without a `jobUuid` in the answer there is none already. */
  disableDeletionProtection(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#post(machinePath(id), { action: 'disable_deletion_protection' }, options);
  }

  deleteMachine(id: string, options: CallOptions = {}): Promise<Started> {
    return this.#delete(machinePath(id), options);
  }

  /** RFD 154 GetMachineDisks. */
  listMachineDisks(machineId: string): Promise<MachineDisk[]> {
    return this.#get(disksPath(machineId));
  }

  /** RFD 154 GetMachineDisk. */
  getMachineDisk(machineId: string, diskId: string): Promise<MachineDisk> {
    return this.#get(`${disksPath(machineId)}/${segment(diskId)}`);
  }

  /** RFD 154 CreateMachineDisk. The machine must be stopped. */
  createMachineDisk(machineId: string, input: CreateMachineDiskInput, options: CallOptions = {}): Promise<Started> {
    return this.#post(disksPath(machineId), input, options);
  }

  /** RFD 154 ResizeMachineDisk. A smaller size cuts data off and needs `dangerous_allow_shrink`. */
  resizeMachineDisk(
    machineId: string,
    diskId: string,
    input: ResizeMachineDiskWish,
    options: CallOptions = {},
  ): Promise<Started> {
    return this.#post(`${disksPath(machineId)}/${segment(diskId)}`, input, options);
  }

  /** RFD 154 DeleteMachineDisk. The boot disk cannot go. */
  deleteMachineDisk(machineId: string, diskId: string, options: CallOptions = {}): Promise<Started> {
    return this.#delete(`${disksPath(machineId)}/${segment(diskId)}`, options);
  }

  /** The machine's operations, newest first. */
  listMachineJobs(machineId: string, query: Query = {}): Promise<MachineJob[]> {
    return this.#get(`${machinePath(machineId)}/jobs`, query);
  }

  /** How an operation stands: `execution`, the steps done, and of a failed one the `reason`. */
  getMachineJob(machineId: string, jobUuid: string): Promise<MachineJob> {
    return this.#get(`${machinePath(machineId)}/jobs/${segment(jobUuid)}`);
  }

  listPackages(query: Query = {}): Promise<MachinePackage[]> {
    return this.#get('/packages', query);
  }

  getPackage(idOrName: string): Promise<MachinePackage> {
    return this.#get(`/packages/${segment(idOrName)}`);
  }

  listImages(query: Query = {}): Promise<Image[]> {
    return this.#get('/images', query);
  }

  getImage(id: string): Promise<Image> {
    return this.#get(`/images/${segment(id)}`);
  }

  listNetworks(query: Query = {}): Promise<Network[]> {
    return this.#get('/networks', query);
  }

  getNetwork(id: string): Promise<Network> {
    return this.#get(`/networks/${segment(id)}`);
  }

  close(): void {
    this.#http.close();
  }

  async #get<T>(path: string, query: Query = {}): Promise<T> {
    return (await this.#http.get<T>(`${this.#account}${path}`, { query: wireQuery(query) })).body;
  }

  async #post(path: string, body: object, options: CallOptions): Promise<Started> {
    const { headers } = await this.#http.post(`${this.#account}${path}`, { body, headers: callHeaders(options) });
    return started(headers);
  }

  async #delete(path: string, options: CallOptions): Promise<Started> {
    const { headers } = await this.#http.delete(`${this.#account}${path}`, { headers: callHeaders(options) });
    return started(headers);
  }
}

function started({ 'x-job-uuid': jobUuid, location }: IncomingHttpHeaders): Started {
  return {
    ...(typeof jobUuid === 'string' ? { jobUuid } : {}),
    ...(location === undefined ? {} : { location }),
  };
}

function machinePath(id: string): string {
  return `/machines/${segment(id)}`;
}

function disksPath(machineId: string): string {
  return `${machinePath(machineId)}/disks`;
}

function segment(text: string): string {
  return encodeURIComponent(text);
}
