import { errorRegistry } from '@triton/errors/error-registry';
import { BrandNotSupportedError } from '@triton/errors/brand-not-supported-error';
import { CannotDestroyMachineError } from '@triton/errors/cannot-destroy-machine-error';
import { InsufficientSpaceError } from '@triton/errors/insufficient-space-error';
import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import type { TritonError } from '@triton/errors/triton-error';
import { UnallocatedVmError } from '@triton/errors/unallocated-vm-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import { VmWithoutFlexibleDiskSizeError } from '@triton/errors/vm-without-flexible-disk-size-error';
import type { EndpointFacts } from '@triton/http-server/endpoint';
import type { Vm } from '@triton/schemas/vm';
import { FLEXIBLE, IMAGE } from './seed';
import { goodBody, operation, pathOf, signedNames } from './sweep';
import { startSweptWorld } from './swept-world';
import type { Answer, RequestOptions, World } from './world';

let world: World;
let values: Record<string, string>;
let vm: Vm;
beforeAll(async () => {
  ({ world, values, vm } = await startSweptWorld());
});
afterAll(() => world.stop());

const NOWHERE = '11111111-2222-4333-8444-555555555555';
const UUIDS = ['id', 'disk_id', 'job'];
const fault = [{ field: 'alias', code: 'Invalid', message: 'no' }];

/** What VMAPI says and CloudAPI passes on. */
const refusals: Record<string, () => TritonError> = {
  BrandNotSupported: () => new BrandNotSupportedError('no'),
  CannotDestroyMachine: () => new CannotDestroyMachineError('no'),
  InsufficientSpace: () => new InsufficientSpaceError({ requestedMib: 1, freeSpaceMib: 0, allocatableMib: 0 }),
  NoAllocatableServers: () => new NoAllocatableServersError('no'),
  UnallocatedVM: () => new UnallocatedVmError('no'),
  ValidationFailed: () => new ValidationFailedError('no', fault),
  VmNotStopped: () => new VmNotStoppedError('no'),
  VmWithoutFlexibleDiskSize: () => new VmWithoutFlexibleDiskSizeError('no'),
};

type Ask = (options?: RequestOptions & { values?: Record<string, string>; query?: string }) => Promise<Answer>;
let keys = 0;

/** What makes an operation answer with a code. */
const provocations: Record<string, (ask: Ask, facts: EndpointFacts) => Promise<Answer>> = {
  ResourceNotFound(ask, { path }) {
    const names = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name).filter((name) => name !== 'login');
    return ask({ values: Object.fromEntries(names.map((name) => [name, UUIDS.includes(name) ? NOWHERE : 'none'])) });
  },
  // A key with a space is none; where nothing is changed, a parameter breaks its rule.
  InvalidArgument: (ask, { method, path }) => {
    if (method !== 'get') return ask({ headers: { 'idempotency-key': 'a b' } });
    return path.includes('/:id')
      ? ask({ values: { id: 'nonsense' } })
      : ask({ query: '?limit=0&public=5&memory=x&membership=x' });
  },
  MissingParameter: (ask, { action }) => ask({ body: action === 'rename' || action === 'resize' ? { action } : {} }),
  ConflictError: async (ask) => {
    const headers = { 'idempotency-key': `conflict-${(keys += 1)}` };
    await world.request('POST', '/acme', { body: { phone: String(keys) }, headers });
    return ask({ headers });
  },
  PreconditionFailed: (ask) => ask({ headers: { 'if-match': '"outdated"' } }),
  async KeyRequired(ask) {
    const rows = await world.db.selectFrom('catalog.keys').selectAll().execute();
    await ask(); // The key that signs is remembered for a moment.
    await world.db.deleteFrom('catalog.keys').execute();
    const answer = await ask();
    await world.db
      .insertInto('catalog.keys')
      .values(rows.map((row) => ({ ...row, created_at: row.created_at.toISOString() })))
      .execute();
    return answer;
  },
};

const cases = signedNames.flatMap((name) => operation(name).errors.map((code) => [name, code] as const));

test('there are codes to provoke', () => {
  expect(cases.length).toBeGreaterThan(250);
});

test.each(cases)('%s answers %s when it should', async (name, code) => {
  const facts = operation(name);
  const ask: Ask = ({ values: others = {}, query = '', ...options } = {}) =>
    world.request(facts.method.toUpperCase(), `${pathOf(facts, { ...values, ...others })}${query}`, {
      body: goodBody(facts, IMAGE, FLEXIBLE),
      ...options,
    });
  const refusal = refusals[code];
  const provoke = provocations[code];
  if (refusal) world.vmapi.refusal = refusal();
  // Of a machine without protection, lifting it asks nobody.
  vm.indestructible_zoneroot = name.startsWith('Disable');
  const answer = refusal ? await ask() : await provoke?.(ask, facts);
  world.vmapi.refusal = undefined;
  expect(answer).toMatchObject({ status: errorRegistry[code]?.status, body: { code, message: expect.any(String) } });
  expect(answer?.headers.get('x-job-uuid')).toBeNull();
});
