import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Epochs } from './epochs';

const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'epochs-'));
});
afterEach(() => rm(directory, { recursive: true }));

test('an epoch passes again and again until a higher one has', async () => {
  const epochs = new Epochs(join(directory, 'epochs'));
  await epochs.open();
  await epochs.admit(VM, 2);
  await epochs.admit(VM, 2);
  await epochs.admit(VM, 7);
  await expect(epochs.admit(VM, 6)).rejects.toMatchObject({ code: 'StaleEpoch', epoch: 6, highest: 7 });
});

test('the highest epoch outlives the process, each VM has its own', async () => {
  await new Epochs(directory).admit(VM, 3);
  const later = new Epochs(directory);
  expect(await later.highest(VM)).toBe(3);
  expect(await later.highest(VM.replace('9', '8'))).toBe(0);
});

test('epochs of any length take the place of each other', async () => {
  await writeFile(join(directory, VM), '9\n');
  for (const epoch of [10, 12_345, Number.MAX_SAFE_INTEGER]) {
    await new Epochs(directory).admit(VM, epoch);
    expect(await new Epochs(directory).highest(VM)).toBe(epoch);
  }
});

test.each(['', 'x', '1.5'])('a file that holds %j lets nothing pass', async (text) => {
  await writeFile(join(directory, VM), text);
  await expect(new Epochs(directory).admit(VM, 9)).rejects.toThrow('holds no epoch');
});
