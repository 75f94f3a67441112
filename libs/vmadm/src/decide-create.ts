import type { Change } from './change-vm';
import { checkDiskSet } from './check-disk-set';
import type { CreatePayload } from './create-payload';
import type { ImageVolume } from './image-volume';
import { invalidValue } from './invalid-value';
import { physicalMemoryMib } from './physical-memory';
import { planNewDisks } from './plan-new-disks';
import type { VmConfig } from './vm-config';
import { RIDERS } from './vm-properties';
import { VmadmError } from './vmadm-error';

/** All that the decision depends on. */
export interface CreateFacts {
  uuid: string;
  payload: CreatePayload;
  images: ReadonlyMap<string, ImageVolume>;
  pool: string;
  now: Date;
  newUuid: () => string;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';
const DEFAULT_RAM_MIB = 256;

/** The VM that a payload describes, before anything is made. Throws VmadmError when it can not be. */
export function decideCreate({ uuid, payload, images, pool, now, newUuid }: CreateFacts): Change {
  const { disks, add_disks, zpool = pool, autoboot = true, ...rest } = payload;
  if (disks && add_disks) throw new VmadmError('InvalidArgument', 'Cannot specify both "disks" and "add_disks"');
  if (zpool !== pool) throw invalidValue('zpool', `must be ${pool}`);
  const added = planNewDisks({
    wishes: disks ?? add_disks ?? [],
    listName: disks ? 'disks' : 'add_disks',
    root: `${pool}/${uuid}`,
    pool,
    present: [],
    takenDatasets: [],
    driver: payload.disk_driver,
    images,
    newUuid,
  });
  checkDiskSet(added.disks);
  const ram = payload.ram ?? DEFAULT_RAM_MIB;
  const timestamp = now.toISOString();
  const to: VmConfig = {
    max_physical_memory: physicalMemoryMib(ram),
    vcpus: 1,
    ...withoutRiders(rest),
    uuid,
    brand: 'bhyve',
    zpool,
    owner_uuid: payload.owner_uuid ?? NOBODY,
    autoboot,
    state: autoboot ? 'running' : 'stopped',
    ram,
    quota: payload.quota ?? 1,
    disks: added.disks,
    nics: payload.nics ?? [],
    resolvers: payload.resolvers ?? [],
    tags: payload.tags ?? {},
    customer_metadata: payload.customer_metadata ?? {},
    internal_metadata: payload.internal_metadata ?? {},
    create_timestamp: timestamp,
    last_modified: timestamp,
    ...(autoboot ? { boot_timestamp: timestamp } : {}),
  };
  const volumes = Object.entries(added.volumes).map(([dataset, spec]) => [dataset, { to: spec }] as const);
  return { from: null, to, volumes: Object.fromEntries(volumes) };
}

function withoutRiders(properties: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(properties).filter(([name]) => !(name in RIDERS)));
}
