import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { type TritonError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { listen } from '@triton/http-server/listen';
import { createLogger } from '@triton/logging/create-logger';
import type { VmDisk } from '@triton/schemas/disk';
import type { Accepted, Job } from '@triton/schemas/job';
import type { Vm } from '@triton/schemas/vm';
import { spaceOf } from './space-of';
import { vmapiEndpoints } from './vmapi-endpoints';

/** One request as it arrived. */
export interface Call {
  operation: string;
  input: unknown;
  headers: IncomingHttpHeaders;
}

/** What a job is for, as `GET /jobs` shows it. */
interface Work {
  /** Of the workflow. */
  name: string;
  /** The workflow's name, unless it is one of several kinds of `update`. */
  task?: string;
  subtask?: string | undefined;
  payload?: object;
  snapshot_name?: string;
}

interface PendingJob {
  job: Job;
  apply(): void;
}

/**
 * VMAPI in memory, speaking its protocol over HTTP: it keeps VMs and jobs, decides by the same space rules, and does what
 * it promised when a test says so (`finishJobs`).
 */
export class SimulatedVmapi {
  readonly vms = new Map<string, Vm>();
  readonly jobs: Job[] = [];
  readonly calls: Call[] = [];
  /** The next request is answered with it. */
  failure: TritonError | undefined;
  /** The next change is answered with it; what is only read before is not. */
  refusal: TritonError | undefined;
  readonly #pending: PendingJob[] = [];
  readonly #answers = new Map<string, Accepted>();
  #close: () => Promise<void> = async () => {};

  async start(): Promise<string> {
    const app = createApp({
      name: 'vmapi',
      serverHeader: 'vmapi',
      endpoints: vmapiEndpoints.map((endpoint) => ({
        ...endpoint,
        handle: (context: SimulatedVmapi, request: Parameters<typeof endpoint.handle>[1]) => {
          this.calls.push({ operation: endpoint.name, input: request.input, headers: request.headers });
          const { failure } = this;
          this.failure = undefined;
          if (failure) throw failure;
          const { refusal } = this;
          if (refusal && endpoint.method !== 'get') {
            this.refusal = undefined;
            throw refusal;
          }
          return endpoint.handle(context, request);
        },
      })),
      context: this,
      log: createLogger('simulated-vmapi', { level: 'fatal' }),
      invalid: (message, errors) => new ValidationFailedError(message, errors),
    });
    const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
    this.#close = close;
    return url;
  }

  stop(): Promise<void> {
    return this.#close();
  }

  find(uuid: string, ownerUuid?: string): Vm {
    const vm = this.vms.get(uuid);
    if (!vm || (ownerUuid !== undefined && vm.owner_uuid !== ownerUuid))
      throw new ResourceNotFoundError('VM not found');
    return vm;
  }

  /** The VM as VMAPI would show it now: its space follows from its disks. */
  show(vm: Vm): Vm {
    if (vm.flexible_disk_size === undefined) return vm;
    const { freeSpaceMib, allocatableMib } = spaceOf(vm);
    return { ...vm, free_space: freeSpaceMib, allocatable: allocatableMib };
  }

  /** Promises a change of `vm`: a job, which `apply` fulfils. The same Idempotency-Key gets the same answer. */
  promise(
    vm: Vm,
    { name, task = name, ...more }: Work,
    headers: IncomingHttpHeaders,
    act: () => { disk?: VmDisk; apply(): void },
  ): Accepted {
    const key =
      headers['idempotency-key'] === undefined ? undefined : `${vm.owner_uuid} ${String(headers['idempotency-key'])}`;
    const known = key === undefined ? undefined : this.#answers.get(key);
    if (known) return known;
    if (vm.state === 'destroyed') throw new ResourceNotFoundError('VM not found');
    const { disk, apply } = act();
    const now = new Date().toISOString();
    const { 'x-context': context } = headers;
    const job: Job = {
      uuid: randomUUID(),
      name: `${name}-1.0.0`,
      execution: 'queued',
      vm_uuid: vm.uuid,
      params: {
        task,
        ...more,
        'x-request-id': headers['x-request-id'],
        server_uuid: vm.server_uuid,
        ...(context === undefined ? {} : { context: JSON.parse(String(context)) as unknown }),
      },
      ...(disk ? { disk_uuid: disk.uuid } : {}),
      chain_results: [],
      created_at: now,
      exec_after: now,
    };
    this.jobs.unshift(job);
    this.#pending.push({ job, apply });
    const accepted = { vm_uuid: vm.uuid, job_uuid: job.uuid, ...(disk ? { disk_uuid: disk.uuid } : {}) };
    if (key !== undefined) this.#answers.set(key, accepted);
    return accepted;
  }

  /** Runs all jobs to their end; with a reason they fail and nothing happens. */
  finishJobs(reason?: string): void {
    for (const { job, apply } of this.#pending.splice(0)) {
      const now = new Date().toISOString();
      if (reason === undefined) apply();
      Object.assign(job, {
        execution: reason === undefined ? 'succeeded' : 'failed',
        finished_at: now,
        chain_results: [
          { name: 'cnapi.acquire_vm_ticket', result: 'ok', started_at: now, finished_at: now },
          { name: 'cnapi.update_vm', error: 'on server 564d', started_at: now },
        ],
        ...(reason === undefined ? {} : { reason }),
      });
    }
  }

  /** The operations asked for since the last time, in order. */
  takeOperations(): string[] {
    return this.calls.splice(0).map(({ operation }) => operation);
  }

  static unavailable(): TritonError {
    return new ServiceUnavailableError('moray at 10.0.0.7 is down');
  }
}
