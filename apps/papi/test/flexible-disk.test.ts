import { packageOf } from './package-of';
import { startPapi, type TestPapi } from './papi';

let papi: TestPapi;
beforeAll(async () => {
  papi = await startPapi();
});
afterAll(() => papi.close());

async function stored(attributes: Record<string, unknown>) {
  const created = await papi.request('POST', '/packages', packageOf(attributes));
  expect(created.status).toBe(201);
  return (await papi.request('GET', String(created.headers.get('location')))).body;
}

describe('RFD 154, Package `flexible_disk` attribute', () => {
  test('the inflexible package: quota and no flexible_disk', async () => {
    const kept = await stored({ quota: 102400 });
    expect(kept).toMatchObject({ quota: 102400 });
    expect(kept).not.toHaveProperty('flexible_disk');
  });

  test('the flexible package: quota is the space of all disks', async () => {
    expect(await stored({ quota: 102400, flexible_disk: true })).toMatchObject({ quota: 102400, flexible_disk: true });
  });
});

describe('RFD 154, Default disks in package', () => {
  test('one boot disk that gets all the space', async () => {
    const kept = await stored({ quota: 102400, flexible_disk: true, disks: [{ size: 'remaining' }] });
    expect(kept).toMatchObject({ flexible_disk: true, disks: [{ size: 'remaining' }] });
  });

  test('one boot disk of the size of the image, the rest stays free', async () => {
    expect(await stored({ quota: 102400, flexible_disk: true, disks: [{}] })).toMatchObject({ disks: [{}] });
  });
});

describe('disks may be', () => {
  test.each([
    ['of a size, of the image and the remainder', [{ size: 1024 }, {}, { size: 'remaining' }]],
    ['eight', Array<object>(8).fill({})],
    ['as much as quota', [{ size: 4096 }, { size: 6144 }]],
    ['0 MiB, as PAPI always took it', [{ size: 0 }]],
  ])('%s', async (_what, disks) => {
    expect(await stored({ flexible_disk: true, disks })).toMatchObject({ disks });
  });

  test('none, which is not kept', async () => {
    expect(await stored({ flexible_disk: true, disks: [] })).not.toHaveProperty('disks');
  });
});

const ELEMENTS = 'must only contain Objects with "size" property';

describe('disks may not be', () => {
  test.each([
    [
      'of a package that is not flexible',
      { disks: [{}], flexible_disk: undefined },
      'disks can be specified only for flexible_disk packages',
    ],
    [
      'of a package that says it is not',
      { disks: [{}], flexible_disk: false },
      'disks can be specified only for flexible_disk packages',
    ],
    ['a number', { disks: 2 }, 'must be an array'],
    ['one disk without a list', { disks: { size: 5 } }, 'must be an array'],
    ['numbers', { disks: [1024] }, ELEMENTS],
    ['lists', { disks: [[]] }, ELEMENTS],
    ['null', { disks: [null] }, ELEMENTS],
    ['of another key', { disks: [{}, { sise: 1024 }] }, ELEMENTS],
    ['of a key too many', { disks: [{ size: 1024, boot: true }] }, ELEMENTS],
    ['of a negative size', { disks: [{ size: -1 }] }, ELEMENTS],
    ['of a broken size', { disks: [{ size: 1024.5 }] }, ELEMENTS],
    ['of a size in a string', { disks: [{ size: '1024' }] }, ELEMENTS],
    ['of a size that is nothing', { disks: [{ size: null }] }, ELEMENTS],
    ['of another word', { disks: [{ size: 'all' }] }, ELEMENTS],
    ['nine', { disks: Array<object>(9).fill({}) }, 'must not have more than 8 elements'],
    [
      'two remainders',
      { disks: [{ size: 'remaining' }, { size: 'remaining' }] },
      'must not have more than one element of size "remaining"',
    ],
    [
      'more than quota',
      { disks: [{ size: 10240 }, { size: 1 }] },
      'must not add up to more than quota: 10241 MiB of 10240 MiB',
    ],
  ])('%s', async (_what, attributes, message) => {
    const answer = await papi.request('POST', '/packages', packageOf({ flexible_disk: true, ...attributes }));
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ code: 'InvalidArgument', message: 'Package is invalid' });
    expect(answer.body.errors).toEqual([{ field: 'disks', code: 'Invalid', message }]);
  });
});

test('a package can become flexible and get disks, and lose them again', async () => {
  const { uuid } = await stored({});
  const path = `/packages/${String(uuid)}`;
  expect((await papi.request('PUT', path, { disks: [{}] })).body).toMatchObject({
    message: 'Updated package is invalid',
    errors: [{ field: 'disks', message: 'disks can be specified only for flexible_disk packages' }],
  });
  expect((await papi.request('PUT', path, { flexible_disk: true, disks: [{}] })).body).toMatchObject({ disks: [{}] });
  expect((await papi.request('PUT', path, { flexible_disk: false })).status).toBe(409);
  const without = (await papi.request('PUT', path, { flexible_disk: null, disks: null })).body;
  expect(without).not.toHaveProperty('disks');
  expect(without).not.toHaveProperty('flexible_disk');
});

test('a quota cannot be forced below what the disks add up to', async () => {
  const { uuid } = await stored({ flexible_disk: true, disks: [{ size: 10240 }] });
  const answer = await papi.request('PUT', `/packages/${String(uuid)}?force=true`, { quota: 9216 });
  expect(answer.body).toMatchObject({
    errors: [{ field: 'disks', message: 'must not add up to more than quota: 10240 MiB of 9216 MiB' }],
  });
});
