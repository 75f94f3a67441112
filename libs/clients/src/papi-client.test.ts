import { PapiClient } from './papi-client';
import { type RecordingService, startRecordingService } from './testing/recording-service';

const VM = '9d9f0c0a-1a2b-4c3d-8e4f-5a6b7c8d9e0f';
const JOB = '6b7e0000-0000-4000-8000-000000000001';

let service: RecordingService;
beforeAll(async () => {
  service = await startRecordingService();
});
afterAll(() => service.close());
beforeEach(() => service.reset());

let papi: PapiClient;
beforeEach(() => (papi = new PapiClient({ url: service.url })));
afterEach(() => papi.close());

test('a package is got by uuid for an owner', async () => {
  service.answer({ uuid: VM, name: 'fd-4g' });
  expect(await papi.getPackage(VM, { ownerUuid: JOB })).toMatchObject({ name: 'fd-4g' });
  expect(service.asked[0]?.url).toBe(`/packages/${VM}?owner_uuids=${JOB}`);
});

test('a package is got by name: the newest active version', async () => {
  service.answer([{ version: '1.9.0' }, { version: '1.10.0' }], { 'x-resource-count': '2' });
  expect(await papi.getPackage('fd-4g')).toEqual({ version: '1.10.0' });
  expect(service.asked[0]?.url).toBe('/packages?name=fd-4g&active=true');
});

test.each(['fd-*', '["fd-4g"]', '', 'a b'])('a name that is no name is not asked for: %j', async (name) => {
  service.answer([{ version: '1.0.0' }], { 'x-resource-count': '1' });
  await expect(papi.getPackage(name)).rejects.toMatchObject({ code: 'ResourceNotFound', status: 404 });
  expect(service.asked).toEqual([]);
});

test('a name that nobody has is not found', async () => {
  service.answer([], { 'x-resource-count': '0' });
  await expect(papi.getPackage('fd-4g')).rejects.toMatchObject({ code: 'ResourceNotFound' });
});

test('packages are listed, made, changed and deleted', async () => {
  service.answer([{ uuid: VM }], { 'x-resource-count': '7' });
  expect(await papi.listPackages({ brand: 'bhyve', limit: 1 })).toEqual({ packages: [{ uuid: VM }], total: 7 });
  await papi.createPackage({ name: 'fd-4g', quota: 102400, fss: 25 });
  await papi.updatePackage(VM, { disks: null }, { force: true });
  await papi.deletePackage(VM, { force: true });
  expect(service.asked.map(({ method, url: path }) => `${method} ${path}`)).toEqual([
    'GET /packages?brand=bhyve&limit=1',
    'POST /packages',
    `PUT /packages/${VM}?force=true`,
    `DELETE /packages/${VM}?force=true`,
  ]);
  expect(service.asked[2]?.body).toEqual({ disks: null });
});
