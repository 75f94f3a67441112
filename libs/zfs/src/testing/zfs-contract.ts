import { Zfs } from '../zfs';
import { ZfsCommandError } from '../zfs-command-error';
import type { ZfsHost } from '../zfs-host';

const MIB = 1024 ** 2;
const DISK_BYTES = 64 * MIB;

/** A place to test in: `dataset` is an empty filesystem with some GiB available. */
export interface ZfsWorld {
  readonly host: ZfsHost;
  readonly dataset: string;
  /** Writes random data to a volume, as a guest does. */
  write(volume: string, offsetBytes: number, lengthBytes: number): Promise<void>;
  close(): Promise<void>;
}

/** What the platform relies on, of the real zfs and the simulated one alike. */
export function itBehavesLikeZfs(newWorld: () => Promise<ZfsWorld>): void {
  let world: ZfsWorld;
  let zfs: Zfs;
  let vm: string;
  let disk: string;

  beforeEach(async () => {
    world = await newWorld();
    zfs = new Zfs(world.host);
    vm = `${world.dataset}/vm`;
    disk = `${vm}/disk0`;
    await zfs.createFilesystem(vm);
  });
  afterEach(() => world.close());

  /** Room for one disk with its metadata and `spareMib` more. */
  const limitVm = async (spareMib: number): Promise<number> => {
    const reserved = await zfs.plannedRefreservation(disk, { volsize: DISK_BYTES, volblocksize: 8192 });
    const quota = reserved + (spareMib + 1) * MIB;
    await zfs.set(vm, { quota, reservation: quota });
    return quota;
  };
  const createDisk = (name = disk, volsize = DISK_BYTES): Promise<void> =>
    zfs.createVolume(name, { volsize, volblocksize: 8192 });

  test('a volume reserves exactly what a dry run announced', async () => {
    const planned = await zfs.plannedRefreservation(disk, { volsize: DISK_BYTES, volblocksize: 8192 });
    await createDisk();
    expect(await zfs.getNumbers(disk, ['volsize', 'refreservation', 'volblocksize'])).toEqual({
      volsize: DISK_BYTES,
      refreservation: planned,
      volblocksize: 8192,
    });
    expect((await zfs.getNumbers(vm, ['usedbychildren'])).usedbychildren).toBe(planned);
  });

  test('a second disk without room is refused and leaves nothing', async () => {
    await limitVm(16);
    await createDisk();
    await expect(createDisk(`${vm}/disk1`)).rejects.toMatchObject({
      message: `cannot create '${vm}/disk1': out of space`,
      exitCode: 1,
      isOutOfSpace: true,
    });
    expect(await zfs.exists(`${vm}/disk1`)).toBe(false);
  });

  test('a size that does not fit is refused, and the old size and reservation stay', async () => {
    await limitVm(16);
    await createDisk();
    const before = await zfs.get(disk, ['volsize', 'refreservation']);
    await expect(zfs.set(disk, { volsize: 2 * DISK_BYTES })).rejects.toMatchObject({
      message: `cannot set property for '${disk}': size is greater than available space`,
    });
    expect(await zfs.get(disk, ['volsize', 'refreservation'])).toEqual(before);
  });

  test('an automatic reservation follows the size, a custom one does not', async () => {
    await createDisk();
    await zfs.set(disk, { volsize: 2 * DISK_BYTES });
    const planned = await zfs.plannedRefreservation(disk, { volsize: 2 * DISK_BYTES, volblocksize: 8192 });
    expect((await zfs.getNumbers(disk, ['refreservation'])).refreservation).toBe(planned);
    await zfs.set(disk, { refreservation: 32 * MIB });
    await zfs.set(disk, { volsize: DISK_BYTES });
    expect((await zfs.getNumbers(disk, ['refreservation'])).refreservation).toBe(32 * MIB);
    await zfs.set(disk, { refreservation: 'auto' });
    expect((await zfs.getNumbers(disk, ['refreservation'])).refreservation).toBeGreaterThan(DISK_BYTES);
  });

  test('quota and reservation move together in one command, up and down', async () => {
    for (const size of [512 * MIB, 900 * MIB, 300 * MIB]) {
      await zfs.set(vm, { quota: size, reservation: size });
      expect(await zfs.getNumbers(vm, ['quota', 'reservation'])).toEqual({ quota: size, reservation: size });
    }
  });

  test('a quota below what is used is refused while the other property of the command is set', async () => {
    await createDisk();
    await expect(zfs.set(vm, { quota: MIB, 'test:mark': 'set' })).rejects.toMatchObject({
      message: `cannot set property for '${vm}': size is less than current used or reserved space`,
    });
    expect(await zfs.get(vm, ['quota', 'test:mark'])).toEqual({ quota: '0', 'test:mark': 'set' });
  });

  test('a snapshot wants room for what was written, or the whole command is refused', async () => {
    await limitVm(16);
    await createDisk();
    await zfs.snapshot(`${vm}@untouched`, { recursive: true });
    await world.write(disk, 0, 32 * MIB);
    await expect(zfs.snapshot(`${vm}@full`, { recursive: true })).rejects.toMatchObject({ isOutOfSpace: true });
    expect(await zfs.listSnapshots(vm, ['name'])).toEqual([{ name: `${vm}@untouched` }, { name: `${disk}@untouched` }]);
  });

  test('a snapshot of written data takes the room at once, though usedbysnapshots is still next to nothing', async () => {
    await limitVm(48);
    await createDisk();
    await world.write(disk, 0, 32 * MIB);
    const before = await zfs.getNumbers(vm, ['available']);
    await zfs.snapshot(`${disk}@s`);
    const after = await zfs.getNumbers(vm, ['available']);
    expect(before.available - after.available).toBeGreaterThanOrEqual(32 * MIB);
    expect((await zfs.getNumbers(disk, ['usedbysnapshots'])).usedbysnapshots).toBeLessThan(MIB);
    await world.write(disk, 0, 32 * MIB);
    expect((await zfs.getNumbers(disk, ['usedbysnapshots'])).usedbysnapshots).toBeGreaterThanOrEqual(32 * MIB);
    expect((await zfs.getNumbers(vm, ['available'])).available).toBeGreaterThan(after.available - MIB);
  });

  test('a rollback brings the size back and leaves the reservation', async () => {
    await createDisk();
    await zfs.snapshot(`${disk}@s`);
    await zfs.set(disk, { volsize: DISK_BYTES / 2 });
    const { refreservation } = await zfs.get(disk, ['refreservation']);
    await zfs.rollback(`${disk}@s`);
    expect(await zfs.get(disk, ['volsize', 'refreservation'])).toEqual({ volsize: String(DISK_BYTES), refreservation });
  });

  test('a rollback past newer snapshots wants to be told so', async () => {
    await createDisk();
    await zfs.snapshot(`${disk}@old`);
    await zfs.snapshot(`${disk}@new`);
    await expect(zfs.rollback(`${disk}@old`)).rejects.toThrow('more recent snapshots or bookmarks exist');
    await zfs.rollback(`${disk}@old`, { destroyNewer: true });
    expect(await zfs.listSnapshots(disk, ['name'])).toEqual([{ name: `${disk}@old` }]);
  });

  test('a clone shares its image, can be larger, and keeps the image from being destroyed', async () => {
    const image = `${world.dataset}/image`;
    await zfs.createVolume(image, { volsize: DISK_BYTES, volblocksize: 8192, sparse: true });
    await zfs.snapshot(`${image}@final`);
    await zfs.clone(`${image}@final`, disk, { volsize: 2 * DISK_BYTES, refreservation: 'auto' });
    const planned = await zfs.plannedRefreservation(disk, { volsize: 2 * DISK_BYTES, volblocksize: 8192 });
    expect(await zfs.get(disk, ['origin', 'volsize', 'refreservation'])).toEqual({
      origin: `${image}@final`,
      volsize: String(2 * DISK_BYTES),
      refreservation: String(planned),
    });
    await expect(zfs.destroy(image, { recursive: true })).rejects.toThrow('volume has dependent clones');
    await zfs.destroy(disk);
    await zfs.destroy(image, { recursive: true });
  });

  test('destroying gives the space back; with snapshots it wants to be told so', async () => {
    const before = await zfs.get(vm, ['used']);
    await createDisk();
    await zfs.snapshot(`${disk}@s`);
    await expect(zfs.destroy(disk)).rejects.toThrow(`cannot destroy '${disk}': volume has children`);
    await zfs.destroy(disk, { recursive: true });
    expect(await zfs.get(vm, ['used'])).toEqual(before);
  });

  test('lists are sorted by name, and an empty one is no failure', async () => {
    expect(await zfs.listVolumes(vm, ['name'])).toEqual([]);
    for (const index of [10, 2, 1]) await createDisk(`${vm}/disk${index}`, 8 * MIB);
    expect(await zfs.listVolumes(vm, ['name', 'volsize'])).toEqual(
      ['disk1', 'disk10', 'disk2'].map((name) => ({ name: `${vm}/${name}`, volsize: String(8 * MIB) })),
    );
  });

  test.each([
    ['get', 'quota', 'X'],
    ['set', 'quota=1G', 'X'],
    ['destroy', 'X'],
    ['list', 'X'],
  ])('zfs %s of what is not there says so', async (...args) => {
    const name = `${vm}/nothing`;
    await expect(zfs.run(args.map((arg) => arg.replace('X', name)))).rejects.toMatchObject({
      message: `cannot open '${name}': dataset does not exist`,
      exitCode: 1,
      isNotFound: true,
    });
  });

  test('creating twice, creating under nothing and unknown options are refused', async () => {
    await createDisk();
    await expect(createDisk()).rejects.toMatchObject({ isAlreadyThere: true, exitCode: 1 });
    await expect(createDisk(`${vm}/no/disk`)).rejects.toThrow('parent does not exist');
    await expect(zfs.run(['destroy', '-F', disk])).rejects.toBeInstanceOf(ZfsCommandError);
    await expect(zfs.run(['destroy', '-F', disk])).rejects.toMatchObject({ exitCode: 2 });
  });

  test('a name of a dataset can be changed, with everything below it', async () => {
    await createDisk();
    await zfs.snapshot(`${disk}@s`);
    await zfs.rename(vm, `${world.dataset}/other`);
    expect(await zfs.exists(vm)).toBe(false);
    expect(await zfs.exists(`${world.dataset}/other/disk0@s`)).toBe(true);
  });

  test('a user property is kept, inherited below and forgotten on demand', async () => {
    await createDisk();
    await zfs.set(vm, { 'test:owner': 'somebody' });
    expect(await zfs.get(disk, ['test:owner'])).toEqual({ 'test:owner': 'somebody' });
    await zfs.inherit(vm, 'test:owner');
    expect(await zfs.get(disk, ['test:owner'])).toEqual({ 'test:owner': '-' });
  });
}
