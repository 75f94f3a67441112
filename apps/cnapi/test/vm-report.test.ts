import { randomUUID } from 'node:crypto';
import { InternalError } from '@triton/errors/internal-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen, type Listening } from '@triton/http-server/listen';
import { createLogger } from '@triton/logging/create-logger';
import { Type } from '@sinclair/typebox';
import { startWorld, type World } from './world';

interface VmapiStandIn {
  told: { uuid: string; body: object }[];
  mood: Error | undefined;
}

const invalid = (message: string) => new ValidationFailedError(message);
const putVm = endpointFor<VmapiStandIn>()({
  name: 'PutVm',
  method: 'put',
  path: '/vms/:uuid',
  input: Type.Object({}, { additionalProperties: true }),
  status: 200,
  errors: [],
  handle(vmapi, { params, input }) {
    vmapi.told.push({ uuid: params.uuid, body: input });
    if (vmapi.mood) throw vmapi.mood;
    return {};
  },
});

let vmapi: VmapiStandIn;
let http: Listening;
let world: World;
let server: string;
beforeAll(async () => {
  vmapi = { told: [], mood: undefined };
  const log = createLogger('cnapi-test');
  const app = createApp({ name: 'vmapi', serverHeader: 'VMAPI', endpoints: [putVm], context: vmapi, log, invalid });
  http = await listen(app, { host: '127.0.0.1', port: 0, drainMs: 100 });
  world = await startWorld({ vmapiUrl: http.url });
  server = await world.addServer();
});
beforeEach(() => {
  vmapi.told = [];
  vmapi.mood = undefined;
});
afterAll(async () => {
  await world.close();
  await http.close();
});

const report = { vm: { state: 'stopped', disks: [], quota: 1 }, epoch: 3, observed: 17, cause: 'operator' };
const send = (vmUuid: string, from = server) => world.call('POST', `/servers/${from}/vms/${vmUuid}/report`, report);

test('a report goes on to VMAPI, and names the node it is from', async () => {
  const uuid = randomUUID();
  expect(await send(uuid)).toMatchObject({ status: 200, body: { known: true } });
  const body = { state: 'stopped', disks: [], quota: 1, epoch: 3, observed: 17, cause: 'operator' };
  expect(vmapi.told).toEqual([{ uuid, body: { ...body, uuid, server_uuid: server } }]);
});

test('a VM that VMAPI does not know is not known', async () => {
  vmapi.mood = new ResourceNotFoundError('VM not found');
  expect(await send(randomUUID())).toMatchObject({ status: 200, body: { known: false } });
});

test.each([
  ['does not take', new ValidationFailedError('no'), 409, 'ValidationFailed'],
  ['fails over', new InternalError('a fault'), 503, 'ServiceUnavailable'],
])('a report that VMAPI %s is not acknowledged', async (_what, mood, status, code) => {
  vmapi.mood = mood;
  expect(await send(randomUUID())).toMatchObject({ status, body: { code } });
});

test('a report of a node that is not registered is not passed on, and none is without a VMAPI', async () => {
  expect(await send(randomUUID(), randomUUID())).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  expect(vmapi.told).toEqual([]);
  const { url } = await world.another({ vmapiUrl: undefined });
  const answer = await fetch(`${url}/servers/${server}/vms/${randomUUID()}/report`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(report),
  });
  expect(answer.status).toBe(503);
});
