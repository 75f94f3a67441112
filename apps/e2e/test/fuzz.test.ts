import { readFileSync } from 'node:fs';
import { loadPrivateKey } from '@triton/http-auth/load-private-key';
import fc from 'fast-check';
import { badRequest } from './fuzz/bad-request';
import { faultsOf } from './fuzz/faults-of';
import { knownIds } from './fuzz/known-ids';
import { type Operation, operationsOf, type ServiceName } from './fuzz/operations';
import type { BadRequest } from './fuzz/request';
import { hangUp, send, type Target } from './fuzz/send';
import { startWorld } from './start-world';
import type { World } from './world';

jest.setTimeout(900_000);

/** `FUZZ_REQUESTS=20000 FUZZ_SEED=… npx jest apps/e2e/test/fuzz` sends more, or the same again. */
const REQUESTS = Number(process.env.FUZZ_REQUESTS ?? 2_000);
const SEED = Number(process.env.FUZZ_SEED ?? Math.floor(Math.random() * 2 ** 31));
const IN_FLIGHT = 8;
const MOST_SHOWN = 300;
const SERVICES: ServiceName[] = ['cloudapi', 'vmapi', 'cnapi', 'papi'];

let world: World;
let operations: Operation[];
let target: Target;
beforeAll(async () => {
  world = await startWorld({ strictCredentials: true });
  const privateKey = loadPrivateKey(readFileSync(world.stack.environment.KEY ?? '', 'utf8'));
  const id = await world.newMachine({ disks: [{}, { size: 1024 }] }, { stopped: true });
  const operatorToken = world.stack.environment.OPERATOR_TOKEN ?? '';
  target = { urls: world.stack.urls, privateKey, operatorToken, known: await knownIds(world, id) };
  operations = (await Promise.all(SERVICES.map((name) => operationsOf(name, world.stack.urls[name])))).flat();
});
afterAll(async () => {
  hangUp();
  await world?.close();
});

test(`${REQUESTS} bad requests of all operations, seed ${SEED}, are refused and nothing comes of them`, async () => {
  const machine = await world.vmapi.getVm(target.known.machines);
  const before = await world.records.counts();
  const pids = world.stack.names.map((name) => world.stack.pid(name));

  const requests = fc.sample(fc.oneof(...operations.map(badRequest)), { numRuns: REQUESTS, seed: SEED });
  const faults = await sendAll(requests);

  expect(faults).toEqual([]);
  expect(new Set(requests.map(({ operation }) => operation)).size).toBe(operations.length);
  expect(await world.records.counts()).toEqual(before);
  expect(await world.vmapi.getVm(machine.uuid)).toMatchObject({ etag: machine.etag, state: machine.state });
  expect(world.stack.names.map((name) => world.stack.pid(name))).toEqual(pids);
});

async function sendAll(requests: readonly BadRequest[]): Promise<string[]> {
  const told: string[] = [];
  let next = 0;
  const sendSome = async (): Promise<void> => {
    for (let index = next++; index < requests.length; index = next++) {
      const request = requests[index] as BadRequest;
      for (const fault of await faultsOfSending(request)) told.push(`${fault}: request ${index}, ${shown(request)}`);
    }
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, sendSome));
  return told;
}

async function faultsOfSending(request: BadRequest): Promise<string[]> {
  const { service } = request.operation;
  const codes = new Set(operations.filter((one) => one.service === service).flatMap((one) => [...one.codes]));
  try {
    const answer = await send(request, target);
    return faultsOf(request, answer, codes).map((fault) => `${fault} (${answer.status} ${brief(answer.text)})`);
  } catch (err) {
    return [`no answer (${err instanceof Error ? err.message : String(err)})`];
  }
}

function shown({ operation, method, target: sent, headers, body, credentials }: BadRequest): string {
  return [operation.id, method, sent, JSON.stringify(headers), body, JSON.stringify(credentials)].map(brief).join(' ');
}

function brief(text: string): string {
  return text.length > MOST_SHOWN ? `${text.slice(0, MOST_SHOWN)}… (${text.length})` : text;
}
