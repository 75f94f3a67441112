import type { MachineJob } from '@triton/schemas/machine-job';
import type { Vm } from '@triton/schemas/vm';
import { startWorld, type World } from './world';

let world: World;
let vm: Vm;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  vm = world.putVm();
});

const add = (body: object) => world.request('POST', `/acme/machines/${vm.uuid}/disks`, { body });

describe('following an operation', () => {
  const job = async (uuid: string | null) =>
    (await world.request('GET', `/acme/machines/${vm.uuid}/jobs/${uuid}`)).body as MachineJob;

  test('the job says how far it is, what disk it is about, and when it ended', async () => {
    const uuid = (await add({ size: 1024 })).headers.get('x-job-uuid');
    expect(await job(uuid)).toEqual({
      uuid,
      name: 'create-disk-1.0.0',
      execution: 'queued',
      steps: [],
      disk_id: vm.disks[2]?.uuid,
      created: expect.any(String),
    });
    world.vmapi.finishJobs();
    expect(await job(uuid)).toMatchObject({
      execution: 'succeeded',
      finished: expect.any(String),
      steps: [{ name: 'cnapi.acquire_vm_ticket', finished: expect.any(String) }, { name: 'cnapi.update_vm' }],
    });
  });

  test('a failed one says why, without naming compute nodes', async () => {
    const uuid = (await add({ size: 1024 })).headers.get('x-job-uuid');
    world.vmapi.finishJobs('the compute node has no space for it');
    const failed = await job(uuid);
    expect(failed).toMatchObject({ execution: 'failed', reason: 'the compute node has no space for it' });
    expect(JSON.stringify(failed)).not.toContain('564d');
  });

  test('jobs are listed newest first, a page at a time', async () => {
    const first = (await add({ size: 1 })).headers.get('x-job-uuid');
    const second = (await add({ size: 2 })).headers.get('x-job-uuid');
    const path = `/acme/machines/${vm.uuid}/jobs`;
    const all = await world.request('GET', path);
    expect((all.body as MachineJob[]).map(({ uuid }) => uuid)).toEqual([second, first]);
    expect((await world.request('GET', `${path}?limit=1&offset=1`)).body).toMatchObject([{ uuid: first }]);
  });

  test('the job of another machine of mine is not found under this one', async () => {
    const uuid = (await add({ size: 1 })).headers.get('x-job-uuid');
    const other = world.putVm();
    const answer = await world.request('GET', `/acme/machines/${other.uuid}/jobs/${uuid}`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'ResourceNotFound' } });
  });
});
