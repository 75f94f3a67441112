import { readFileSync } from 'node:fs';
import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { VmapiClient } from '@triton/clients/vmapi-client';
import type { Started } from '@triton/clients/cloudapi-client';
import { TritonError } from '@triton/errors/triton-error';
import { seedData } from '../seed-data';
import type { Stack } from '../stack';
import { waitFor } from '../wait-for';
import { Cli } from './cli';
import { Narrator } from './narrator';
import { checkZoneQuota, readZoneSpace } from './zone-space';

const OPERATION_TIMEOUT_MS = 60_000;

/** What the story is told with: the CLI, CloudAPI, and a look at the compute node. Each tells what it does. */
export class DemoWorld {
  readonly tell = new Narrator();
  readonly cloudapi: CloudapiClient;
  readonly #vmapi: VmapiClient;
  readonly #cli: Cli;

  constructor(readonly stack: Stack) {
    const { CLOUDAPI_URL: url = '', KEY = '', KEY_ID: keyId = '' } = stack.environment;
    const privateKey = readFileSync(KEY, 'utf8');
    this.cloudapi = new CloudapiClient({ url, account: seedData.account.login, keyId, privateKey });
    this.#vmapi = new VmapiClient({ url: stack.urls.vmapi });
    this.#cli = new Cli(stack);
  }

  close(): void {
    this.cloudapi.close();
    this.#vmapi.close();
  }

  /** Runs a `triton` command that must succeed, and shows it. */
  async triton(...args: string[]): Promise<string> {
    const startedMs = Date.now();
    const { exitCode, stdout, stderr } = await this.#cli.run('triton', args);
    const line = ['triton', ...args.map((arg) => (/^[\w=.,:/@-]+$/.test(arg) ? arg : `'${arg}'`))].join(' ');
    this.tell.command(line, `   (${Date.now() - startedMs} ms)`);
    if (stdout + stderr) this.tell.output(stdout + stderr);
    if (exitCode !== 0) throw new Error(`${line} ended with exit code ${exitCode}`);
    return stdout;
  }

  /** Makes a CloudAPI request that starts an operation, and waits until that has succeeded. */
  async operation(line: string, machineId: string, start: () => Promise<Started>): Promise<void> {
    const startedMs = Date.now();
    const { jobUuid } = await start();
    if (!jobUuid) throw new Error(`${line}: the answer names no job`);
    const job = await waitFor(
      `${line} ends`,
      async () => {
        const found = await this.cloudapi.getMachineJob(machineId, jobUuid);
        return found.execution === 'succeeded' || found.execution === 'failed' ? found : undefined;
      },
      { timeoutMs: OPERATION_TIMEOUT_MS, everyMs: 20 },
    );
    this.tell.command(line, `   (${Date.now() - startedMs} ms)`);
    if (job.execution === 'failed') throw new Error(`${line} failed: ${job.reason ?? 'no reason given'}`);
  }

  /** Makes a CloudAPI request that must be refused with `code`, and shows the answer. */
  async refusal(line: string, code: string, start: () => Promise<unknown>): Promise<void> {
    this.tell.command(line);
    const err = await start().then(
      () => new Error('it was accepted'),
      (thrown: unknown) => thrown,
    );
    if (!(err instanceof TritonError) || err.code !== code) throw new Error(`${line}: not refused`, { cause: err });
    this.tell.output(`HTTP ${err.status} ${JSON.stringify(err.toBody())}`);
  }

  /** Shows the disks as a user sees them and the numbers behind them, and checks RFD 154's formula and `sizes` by slot. */
  async showDisks(
    machineId: string,
    flexibleSizeMib: number,
    expected: Readonly<Record<string, number>>,
  ): Promise<void> {
    await this.triton('instance', 'disks', '-o', 'shortid,size,pci_slot,boot,state', machineId.slice(0, 8));
    const { server_uuid: serverUuid } = await this.#vmapi.getVm(machineId);
    const node = this.stack.nodes.find((candidate) => candidate.serverUuid === serverUuid);
    if (!node) throw new Error(`machine ${machineId} is on no node of ours`);
    const space = await readZoneSpace(this.#cli, node, machineId);
    this.tell.command(
      `zfs list -pr -t volume -o name,volsize,refreserv,usedsnap zones/${machineId}   (on ${node.name})`,
    );
    for (const { name, volsizeBytes, refreservationBytes, snapshotBytes } of space.volumes) {
      const disk = name.split('/').at(-1) ?? name;
      this.tell.output(
        `${disk.padEnd(7)} volsize ${volsizeBytes}  refreserv ${refreservationBytes}  usedsnap ${snapshotBytes}`,
      );
    }
    const { sum, holds } = checkZoneQuota(space, flexibleSizeMib);
    if (!holds) throw new Error(`quota ${space.quotaBytes}, reservation ${space.reservationBytes}, but ${sum}`);
    this.tell.fact(`quota = reservation = ${sum}`);
    await this.#checkSlots(machineId, expected);
  }

  async #checkSlots(machineId: string, expected: Readonly<Record<string, number>>): Promise<void> {
    const { disks = [], free_space: freeSpace } = await this.cloudapi.getMachine(machineId);
    const sizes = Object.fromEntries(disks.map(({ pci_slot, size }) => [pci_slot, size]));
    const inOrder = (slots: Readonly<Record<string, number>>) => JSON.stringify(Object.entries(slots).sort());
    if (inOrder(sizes) !== inOrder(expected)) {
      throw new Error(`disks by slot are ${inOrder(sizes)}, not ${inOrder(expected)}`);
    }
    this.tell.fact(`free_space ${freeSpace} MiB`);
  }
}
