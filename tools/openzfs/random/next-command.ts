import type { RandomSource } from './random-source';
import type { DatasetFacts, SequenceCommand } from './recording';
import { assignmentsFor, creationOptions, volumeSize } from './random-properties';
import { lookingCommand } from './looking-command';
import { wrongCommand } from './wrong-command';

const MIB = 1024 ** 2;
const BLOCK_BYTES = 128 * 1024;
const NAMES = ['a', 'b', 'c', 'disk0', 'disk1'];
const SNAPSHOTS = ['s1', 's2', 's3', 'final'];

/** What stands below the episode's own dataset, as of now. */
export interface Scene {
  readonly top: string;
  readonly datasets: readonly DatasetFacts[];
}

const KINDS = {
  createFilesystem: 6,
  createVolume: 10,
  clone: 6,
  set: 20,
  snapshot: 12,
  rollback: 6,
  destroy: 6,
  destroySnapshot: 6,
  rename: 5,
  inherit: 4,
  hold: 3,
  write: 14,
  look: 10,
  wrong: 6,
};

type Kind = keyof typeof KINDS;
type Maker = (random: RandomSource, scene: Scene) => SequenceCommand | undefined;

/** The next command: mostly one that could work on what is there, sometimes one that cannot. */
export function nextCommand(random: RandomSource, scene: Scene): SequenceCommand {
  for (;;) {
    const command = MAKERS[random.weighted<Kind>(KINDS)](random, scene);
    if (command) return command;
  }
}

const MAKERS: Readonly<Record<Kind, Maker>> = {
  createFilesystem: (random, scene) => ({
    zfs: [
      'create',
      ...(random.oneIn(6) ? ['-p'] : []),
      ...creationOptions(random, 'filesystem'),
      newName(random, scene),
    ],
  }),
  createVolume: (random, scene) => ({
    zfs: [
      'create',
      ...(random.oneIn(6) ? ['-s'] : []),
      ...(random.oneIn(8) ? ['-n', '-v', '-P'] : []),
      ...creationOptions(random, 'volume'),
      '-V',
      volumeSize(random),
      newName(random, scene),
    ],
  }),
  clone(random, scene) {
    const from = anySnapshot(random, scene);
    return from && { zfs: ['clone', ...creationOptions(random, 'clone'), from.name, newName(random, scene)] };
  },
  set(random, scene) {
    const target = anyDataset(random, scene);
    return { zfs: ['set', ...assignmentsFor(random, target), target.name] };
  },
  snapshot(random, scene) {
    const recursive = random.oneIn(3) ? ['-r'] : [];
    const targets = random.oneIn(8)
      ? [anyDataset(random, scene), anyDataset(random, scene)]
      : [anyDataset(random, scene)];
    const names = targets.map(({ name }) => `${name}@${random.pick(SNAPSHOTS)}`);
    return { zfs: [random.oneIn(8) ? 'snap' : 'snapshot', ...recursive, ...new Set(names)] };
  },
  rollback(random, scene) {
    const target = anySnapshot(random, scene);
    return target && { zfs: ['rollback', ...random.pick([[], [], ['-r'], ['-r'], ['-R']]), target.name] };
  },
  destroy(random, scene) {
    const target = anyDataset(random, scene);
    if (target.name === scene.top) return undefined;
    return {
      zfs: ['destroy', ...random.pick([[], [], ['-r'], ['-r'], ['-R'], ['-rnvp'], ['-Rnv'], ['-nv']]), target.name],
    };
  },
  destroySnapshot(random, scene) {
    const target = anySnapshot(random, scene);
    if (!target) return undefined;
    const [dataset, name] = target.name.split('@');
    const range = random.pick([name, name, name, `%${name}`, `${name}%`, '%', `${name},${random.pick(SNAPSHOTS)}`]);
    return {
      zfs: ['destroy', ...random.pick([[], [], ['-r'], ['-R'], ['-nvp'], ['-v'], ['-nv']]), `${dataset}@${range}`],
    };
  },
  rename(random, scene) {
    const snapshot = random.oneIn(3) ? anySnapshot(random, scene) : undefined;
    if (snapshot) return { zfs: ['rename', snapshot.name, `${snapshot.name.split('@')[0]}@${random.pick(SNAPSHOTS)}`] };
    const target = anyDataset(random, scene);
    if (target.name === scene.top) return undefined;
    return { zfs: ['rename', ...(random.oneIn(8) ? ['-p'] : []), target.name, newName(random, scene)] };
  },
  inherit(random, scene) {
    const property = random.pick([
      'test:mark',
      'compression',
      'readonly',
      'quota',
      'refreservation',
      'nonsense',
      'used',
    ]);
    return { zfs: ['inherit', ...(random.oneIn(4) ? ['-r'] : []), property, anyDataset(random, scene).name] };
  },
  hold(random, scene) {
    const target = anySnapshot(random, scene);
    return target && { zfs: [random.pick(['hold', 'release']), random.pick(['keep', 'keep', 'mine']), target.name] };
  },
  write(random, scene) {
    const volumes = scene.datasets.filter(
      ({ type, readonly, volsize }) => type === 'volume' && readonly === 'off' && volsize !== '0',
    );
    const volume = volumes.length > 0 ? random.pick(volumes) : undefined;
    if (!volume) return undefined;
    const blocks = Math.floor(Number(volume.volsize) / BLOCK_BYTES);
    // A guest sees no clean error when its disk is out of space, so there is always room.
    const room = Math.floor(Math.min(Number(volume.available) / 2, 2 * MIB) / BLOCK_BYTES) - 8;
    if (blocks < 1 || room < 1) return undefined;
    const start = random.below(blocks);
    const length = Math.min(1 + random.below(room), blocks - start);
    return { write: volume.name, offsetBytes: start * BLOCK_BYTES, lengthBytes: length * BLOCK_BYTES };
  },
  look: (random, scene) => ({ zfs: lookingCommand(random, scene) }),
  wrong: (random, scene) => ({ zfs: wrongCommand(random, scene) }),
};

function anyDataset(random: RandomSource, { datasets }: Scene): DatasetFacts {
  return random.pick(datasets.filter(({ type }) => type !== 'snapshot'));
}

function anySnapshot(random: RandomSource, { datasets }: Scene): DatasetFacts | undefined {
  const snapshots = datasets.filter(({ type }) => type === 'snapshot');
  return snapshots.length > 0 ? random.pick(snapshots) : undefined;
}

/** A name under some dataset; it may be taken, and what is above it a volume. */
function newName(random: RandomSource, scene: Scene): string {
  const parents = scene.datasets.filter(({ type }) => type === 'filesystem' || (type === 'volume' && random.oneIn(20)));
  return `${random.pick(parents).name}/${random.pick(NAMES)}`;
}
