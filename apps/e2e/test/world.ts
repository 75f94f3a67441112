import { readFileSync } from 'node:fs';
import { CloudapiClient, type Started } from '@triton/clients/cloudapi-client';
import { CnapiClient } from '@triton/clients/cnapi-client';
import { VmapiClient } from '@triton/clients/vmapi-client';
import { bearer } from '@triton/dev-stack/bearer';
import { Cli } from '@triton/dev-stack/demo/cli';
import { seedData } from '@triton/dev-stack/seed-data';
import type { SimulatedNode } from '@triton/dev-stack/simulated-node';
import type { Stack } from '@triton/dev-stack/stack';
import { waitFor } from '@triton/dev-stack/wait-for';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { MachineJob } from '@triton/schemas/machine-job';
import { NodePool } from './node-pool';
import { Records } from './records';

/** Plenty for a busy machine; what goes well takes a fraction of a second. */
const OPERATION_TIMEOUT_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** A running stack with a client for each of its doors, and a look behind each of them. */
export class World {
  /** As the user `acme`. */
  readonly cloudapi: CloudapiClient;
  readonly vmapi: VmapiClient;
  readonly cnapi: CnapiClient;
  readonly cli: Cli;
  readonly records: Records;
  readonly #pools: ReadonlyMap<string, NodePool>;

  constructor(
    readonly stack: Stack,
    private readonly remove: () => Promise<void>,
  ) {
    this.cloudapi = this.cloudapiOf('acme');
    const operator = bearer(stack.environment.OPERATOR_TOKEN);
    this.vmapi = new VmapiClient({ url: stack.urls.vmapi, ...operator });
    this.cnapi = new CnapiClient({ url: stack.urls.cnapi, ...operator });
    this.cli = new Cli(stack);
    this.records = new Records(stack.urls.database);
    this.#pools = new Map(stack.nodes.map((node) => [node.serverUuid, new NodePool(node)]));
  }

  /** CloudAPI as another account sees it. */
  cloudapiOf(login: string): CloudapiClient {
    const key = this.stack.keys[login];
    if (!key) throw new Error(`the seed has no account ${login}`);
    const privateKey = readFileSync(key.privateKeyFile, 'utf8');
    return new CloudapiClient({ url: this.stack.urls.cloudapi, account: login, keyId: key.fingerprint, privateKey });
  }

  async close(): Promise<void> {
    for (const client of [this.cloudapi, this.vmapi, this.cnapi]) client.close();
    for (const pool of this.pools()) pool.close();
    await this.records.close();
    await this.stack.close();
    await this.remove();
  }

  pools(): NodePool[] {
    return [...this.#pools.values()];
  }

  /** The only node of a stack that has one. */
  get node(): SimulatedNode {
    return this.stack.nodes[0] as SimulatedNode;
  }

  /** The pool of the compute node that has the machine. */
  async poolOf(machineId: string): Promise<NodePool> {
    const { server_uuid: serverUuid = '' } = await this.vmapi.getVm(machineId);
    const pool = this.#pools.get(serverUuid);
    if (!pool) throw new Error(`machine ${machineId} is on no node of ours`);
    return pool;
  }

  /** A machine of the seeded image that runs, or is stopped: then its disks can be changed in every way. */
  async newMachine(
    wanted: Partial<CreateMachineInput> = {},
    { stopped = false }: { stopped?: boolean } = {},
  ): Promise<string> {
    const { image, flexiblePackage } = seedData;
    const { id } = await this.cloudapi.createMachine({ image: image.id, package: flexiblePackage.uuid, ...wanted });
    const provisioning = await waitFor(
      'the machine has a job',
      async () => (await this.cloudapi.listMachineJobs(id)).at(-1),
      { timeoutMs: OPERATION_TIMEOUT_MS },
    );
    await this.succeeded(id, provisioning.uuid);
    if (stopped) await this.does(id, () => this.cloudapi.stopMachine(id));
    return id;
  }

  /** Starts an operation and returns when it has succeeded. */
  async does(machineId: string, start: () => Promise<Started>): Promise<void> {
    const { jobUuid } = await start();
    await this.succeeded(machineId, jobUuid);
  }

  async succeeded(machineId: string, jobUuid: string | undefined, timeoutMs = OPERATION_TIMEOUT_MS): Promise<void> {
    const job = await this.ended(machineId, jobUuid, timeoutMs);
    if (job.execution === 'failed') throw new Error(`${job.name} failed: ${job.reason ?? 'no reason given'}`);
  }

  /** The job as its owner sees it, once it has ended. A service that is away is waited for. */
  ended(machineId: string, jobUuid: string | undefined, timeoutMs = OPERATION_TIMEOUT_MS): Promise<MachineJob> {
    if (!jobUuid) throw new Error('the answer names no job');
    return waitFor(
      `job ${jobUuid} ends`,
      async () => {
        const job = await this.cloudapi.getMachineJob(machineId, jobUuid);
        return job.execution === 'succeeded' || job.execution === 'failed' ? job : undefined;
      },
      { timeoutMs, everyMs: LOOK_EVERY_MS },
    );
  }

  async diskIn(machineId: string, slot: string): Promise<string> {
    const disks = await this.cloudapi.listMachineDisks(machineId);
    const disk = disks.find(({ pci_slot }) => pci_slot === slot);
    if (!disk) throw new Error(`machine ${machineId} has no disk in slot ${slot}`);
    return disk.id;
  }
}
