import { randomUUID } from 'node:crypto';
import { errorRegistry } from '@triton/errors/error-registry';
import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import { ServerNotRunningError } from '@triton/errors/server-not-running-error';
import { ServiceUnavailableError } from '@triton/errors/service-unavailable-error';
import { describeEndpoints } from '@triton/http-server/describe-endpoints';
import type { EndpointFacts } from '@triton/http-server/endpoint';
import type { Vm } from '@triton/schemas/vm';
import { endpoints } from '../src/endpoints';
import { FLEXIBLE, IMAGE, LARGER, NETWORK, OWNER, startWorld, type World } from './world';

let world: World;
beforeAll(async () => (world = await startWorld()));
afterAll(() => world.close());

interface Answer {
  status: number;
  body: Record<string, unknown>;
}
interface Ask {
  id?: string;
  query?: string;
  body?: object;
  headers?: Record<string, string>;
}
type Send = (how?: Ask) => Promise<Answer>;
type Provoke = (send: Send, facts: EndpointFacts, vm: Vm) => Promise<Answer>;

const dataDisk = ({ disks }: Vm) => disks.find(({ boot }) => boot !== true)?.uuid;
const bootDisk = ({ disks }: Vm) => disks.find(({ boot }) => boot === true)?.uuid;
const decision = { operator: 'lena', evidence: 'looked' };
const newVmInput = () => ({
  owner_uuid: OWNER,
  brand: 'bhyve',
  billing_id: FLEXIBLE,
  networks: [{ ipv4_uuid: NETWORK }],
  disks: [{ image_uuid: IMAGE }],
});

/** Bodies that operations take, so that what is refused is refused for the reason under test. */
const goodBodies: Record<string, (vm: Vm) => object> = {
  CreateVm: newVmInput,
  PutVm: ({ uuid }) => ({ uuid, state: 'stopped', disks: [] }),
  PutVms: () => ({ vms: {} }),
  UpdateVm: () => ({ indestructible_zoneroot: true }),
  CreateVmDisk: () => ({ size: 1024 }),
  ResizeVmDisk: (vm) => ({ disk_id: dataDisk(vm), size: 8192 }),
  DeleteVmDisk: (vm) => ({ disk_id: dataDisk(vm) }),
  ReprovisionVm: () => ({ image_uuid: IMAGE }),
  CreateVmSnapshot: () => ({ snapshot_name: 'after' }),
  RollbackVmSnapshot: () => ({ snapshot_name: 'before' }),
  DeleteVmSnapshot: () => ({ snapshot_name: 'before' }),
  RetryJob: () => decision,
  AbandonJob: () => decision,
};

/** What else a VM may be. Its node is not asked about that. */
const become = (vm: Vm, facts: object) =>
  world.db.updateTable('vmapi.vms').set(facts).where('uuid', '=', vm.uuid).execute();
const shrink = (vm: Vm) => ({ disk_id: dataDisk(vm), size: 512 });

/** What makes an operation answer with a code. */
const provocations: Record<string, Provoke> = {
  ValidationFailed: (send, { path }) =>
    path.includes(':uuid')
      ? send({ id: 'nonsense' })
      : send({ query: '?limit=none&execution=none&server_uuid=none&stuck=none', body: { colour: 'red' } }),
  ResourceNotFound: (send) => send({ id: randomUUID() }),
  PreconditionFailed: (send) => send({ headers: { 'if-match': '"outdated"' } }),
  async ConflictError(send, { path }, vm) {
    if (path.startsWith('/jobs')) return send();
    const key = randomUUID();
    const body = { owner_uuid: OWNER };
    const options = { idempotencyKey: key };
    await world.vmapi.updateVm(vm.uuid, { ...body, alias: `conflict-${key.slice(0, 8)}` }, options);
    return send({ query: path === '/vms' ? '' : `?owner_uuid=${OWNER}`, headers: { 'idempotency-key': key } });
  },
  async UnallocatedVM(send, _facts, vm) {
    await become(vm, { state: 'provisioning' });
    return send();
  },
  JobFailed(send, { name }, vm) {
    world.cnapi.failNext = 'the disk is on fire';
    const power = { StartVm: 'stopped', StopVm: 'running', RebootVm: 'running' }[name];
    return send({ query: '?sync=true', ...(power === undefined ? {} : { id: vm.uuid }) });
  },
  async BrandNotSupported(send, _facts, vm) {
    await become(vm, { brand: 'kvm' });
    return send();
  },
  async VmWithoutFlexibleDiskSize(send, _facts, vm) {
    await become(vm, { flexible_disk_size: null });
    return send();
  },
  async VmNotStopped(send, { name }, vm) {
    await become(vm, { state: 'running' });
    if (name === 'UpdateVm') return send({ body: { billing_id: LARGER, ram: 8192 } });
    world.cnapi.onlineGrow = false;
    return send();
  },
  async CannotDestroyMachine(send, { name }, vm) {
    await become(vm, { indestructible_zoneroot: true });
    return name === 'ResizeVmDisk' ? send({ body: { ...shrink(vm), dangerous_allow_shrink: true } }) : send();
  },
  async InvalidArgument(send, { name }, vm) {
    switch (name) {
      case 'CreateVm':
        return send({ body: { ...newVmInput(), disks: [{ image_uuid: IMAGE, size: 1024 }] } });
      case 'CreateVmDisk':
        return send({ body: { size: 1024, pci_slot: '0:6:0' } });
      case 'ResizeVmDisk':
        return send({ body: shrink(vm) });
      case 'DeleteVmDisk':
        return send({ body: { disk_id: bootDisk(vm) } });
      default:
        await world.db.updateTable('vmapi.disks').set({ size: 1024 }).where('vm_uuid', '=', vm.uuid).execute();
        return send();
    }
  },
  async InsufficientSpace(send, { name }, vm) {
    const size = 200_000;
    if (name === 'CreateVmDisk') return send({ body: { size } });
    if (name === 'ResizeVmDisk') return send({ body: { disk_id: dataDisk(vm), size } });
    world.cnapi.node.get(vm.uuid).writtenMib = name === 'UpdateVm' ? 2000 : size;
    if (name === 'CreateVmSnapshot') return send();
    // The disks would fit, what is held for their snapshot would not.
    await world.finished((await world.vmapi.createSnapshot(vm.uuid)).job_uuid);
    return send({ body: { flexible_disk_size: vm.disks.reduce((sum, disk) => sum + disk.size, 12) } });
  },
  async NoAllocatableServers(send) {
    world.cnapi.refusal = new NoAllocatableServersError('no server has room');
    return send();
  },
  async ServerNotRunning(send) {
    world.cnapi.refusal = new ServerNotRunningError('no sign of life');
    return send({ query: '?sync=true' });
  },
  async ServiceUnavailable(send, { name }, vm) {
    world.cnapi.refusal = new ServiceUnavailableError('not now', 1);
    // With snapshots the node is asked how much space they take.
    await become(vm, { snapshots: JSON.stringify([{ name: 'before', created_at: '2026-03-03T10:05:00.000Z' }]) });
    if (name === 'UpdateVm') return send({ body: { billing_id: LARGER } });
    return name === 'GetVm' ? send({ query: '?sync=true' }) : send();
  },
};

const operations = describeEndpoints(endpoints);
const cases = operations.flatMap((facts) => facts.errors.map((code) => [facts.name, code, facts] as const));

test('every change declares that it heeds If-Match', () => {
  const changes = operations.filter(({ method }) => method !== 'get');
  expect(changes.length).toBeGreaterThan(25);
  expect(changes.filter(({ errors }) => !errors.includes('PreconditionFailed')).map(({ name }) => name)).toEqual([]);
});

const color = { color: 'red' };

test.each(cases)('%s answers %s when it should', async (name, code, facts) => {
  Object.assign(world.cnapi, { refusal: undefined, onlineGrow: true, failNext: undefined });
  const vm = await world.newVm([2048], { customer_metadata: color, internal_metadata: color, tags: color });
  if (name.endsWith('VmSnapshot') && name !== 'CreateVmSnapshot') {
    await world.finished((await world.vmapi.createSnapshot(vm.uuid, { snapshot_name: 'before' })).job_uuid);
  }
  if (['StopVm', 'RebootVm', 'KillVm'].includes(name))
    await world.finished((await world.vmapi.startVm(vm.uuid)).job_uuid);
  const [job] = await world.vmapi.listJobs({ vm_uuid: vm.uuid });
  const own = facts.path.startsWith('/jobs') ? (job?.uuid ?? '') : vm.uuid;
  const send: Send = async ({ id = own, query = '', body = goodBodies[name]?.(vm) ?? {}, headers = {} } = {}) => {
    const action = facts.action === undefined ? '' : `${query === '' ? '?' : '&'}action=${facts.action}`;
    const server = name === 'PutVms' && query === '' ? `?server_uuid=${vm.server_uuid}` : '';
    const path = facts.path.replace(':uuid', id).replace(':key', 'color');
    const hasBody = facts.method !== 'get' && facts.input !== undefined;
    const answer = await fetch(`${world.url}${path}${server}${query}${action}`, {
      method: facts.method.toUpperCase(),
      headers: { ...(hasBody ? { 'content-type': 'application/json' } : {}), ...headers },
      ...(hasBody ? { body: JSON.stringify(body) } : {}),
    });
    const text = await answer.text();
    return { status: answer.status, body: text === '' ? {} : (JSON.parse(text) as Answer['body']) };
  };
  const answer = await provocations[code]?.(send, facts, vm);
  expect(answer).toMatchObject({ status: errorRegistry[code]?.status, body: { code, message: expect.any(String) } });
});
