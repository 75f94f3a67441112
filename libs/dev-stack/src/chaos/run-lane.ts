import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { CloudapiClient, Started } from '@triton/clients/cloudapi-client';
import { RemoteError } from '@triton/http-client/remote-error';
import type { History, Operation } from './history';
import { insist } from './insist';
import { planOperation, type Wish } from './plan-operation';
import type { SeededRandom } from './seeded-random';

export interface Lane {
  cloudapi: CloudapiClient;
  history: History;
  random: SeededRandom;
  machineId: string;
  /** Sizes that the machine's disks were ever meant to have, whoever asked. */
  usedSizes: Set<number>;
  /** Returns when the job has ended, or the run is to stop. */
  ended(jobUuid: string): Promise<void>;
  stopped(): boolean;
}

/** After a refusal the machine is likely to be busy with what somebody else asked for. */
const AFTER_REFUSAL_MS = 200;
/** So many wishes do not wait for the one before to be done. */
const IMPATIENCE = 0.3;

/** Asks for one thing after another until the run stops; what was asked by then gets its answer. */
export async function runLane(lane: Lane): Promise<void> {
  const { cloudapi, history, random, machineId } = lane;
  while (!lane.stopped()) {
    const machine = await insist(history.answers, () => cloudapi.getMachine(machineId));
    if (lane.stopped()) return;
    const wish = planOperation(random, machine, lane.usedSizes);
    const operation = history.begin({ key: randomUUID(), machineId, ...wish });
    await ask(lane, operation, wish);
    if (operation.jobUuid === undefined) await delay(AFTER_REFUSAL_MS);
    else if (!random.chance(IMPATIENCE)) await lane.ended(operation.jobUuid);
  }
}

async function ask({ cloudapi, history }: Lane, operation: Operation, wish: Wish): Promise<void> {
  try {
    const { jobUuid } = await insist(history.answers, () => {
      operation.requests++;
      return send(cloudapi, operation, wish);
    });
    operation.outcome = 'accepted';
    if (jobUuid !== undefined) operation.jobUuid = jobUuid;
  } catch (err) {
    if (!(err instanceof RemoteError)) throw err;
    operation.outcome = 'refused';
    operation.code = err.code;
  }
}

function send(cloudapi: CloudapiClient, { machineId, key }: Operation, wish: Wish): Promise<Started> {
  const { kind, diskId = '', sizeMib = 0 } = wish;
  const options = { idempotencyKey: key };
  switch (kind) {
    case 'create':
      return cloudapi.createMachineDisk(machineId, { size: sizeMib }, options);
    case 'grow':
      return cloudapi.resizeMachineDisk(machineId, diskId, { size: sizeMib }, options);
    case 'shrink':
      return cloudapi.resizeMachineDisk(machineId, diskId, { size: sizeMib, dangerous_allow_shrink: true }, options);
    case 'delete':
      return cloudapi.deleteMachineDisk(machineId, diskId, options);
    case 'start':
      return cloudapi.startMachine(machineId, options);
    case 'stop':
      return cloudapi.stopMachine(machineId, options);
  }
}
