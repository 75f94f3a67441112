import type { Image } from '@triton/schemas/image';
import type { Network } from '@triton/schemas/network';
import type { Package } from '@triton/schemas/package';

export const ACME = '930896af-bf8c-48d4-885c-6573a94b1853';
export const GLOBEX = '5d2a3c1e-0d5c-4f6e-8b1f-1f6f0c2d9a11';
export const INITECH = '0f5b2d3a-9a6c-4f0e-9a60-3a1d2f4b5c66';

/** RFD 154's own ids: the image and the package of its CreateMachine example. */
export const IMAGE = 'aa788e1f-e143-c46e-9417-b4212486c4ae';
export const FLEXIBLE = 'c4fa76e0-6178-ec20-b64a-e5567f3d62d5';
export const NEWER_FLEXIBLE = '2f0b6c0c-7c65-4a0b-a0d6-0b2f2cbd3a01';
export const INFLEXIBLE = '7b17343c-94af-6266-e0e8-893a3b9993d0';
export const BOOT_TAKES_ALL = '6b0a3c53-4e53-4a4e-a8f7-9c5d7d4d8f02';
export const REST_STAYS_FREE = '8f3d2b1a-6c5d-4e7f-9a8b-7c6d5e4f3a03';
export const RETIRED = '9c8b7a69-5847-4362-a514-03f2e1d0c904';
export const OF_GLOBEX = '1a2b3c4d-5e6f-4071-8293-a4b5c6d7e805';

export const EXTERNAL = '6c1bd0a4-3d6f-4c3e-9e0b-4a5d6c7b8a06';
export const PRIVATE_OF_GLOBEX = '7d2ce1b5-4e70-4d4f-8f1c-5b6e7d8c9b07';

/** Sizes in MiB. */
export const IMAGE_SIZE = 10_240;
export const PACKAGE_SIZE = 102_400;

const package_ = (uuid: string, name: string, more: Partial<Package> = {}): Package => ({
  uuid,
  name,
  version: '1.0.0',
  active: true,
  brand: 'bhyve',
  max_lwps: 4000,
  max_physical_memory: 3840,
  max_swap: 15_360,
  quota: PACKAGE_SIZE,
  zfs_io_priority: 100,
  vcpus: 2,
  v: 1,
  created_at: '2026-01-02T00:00:00.000Z',
  updated_at: '2026-01-02T00:00:00.000Z',
  ...more,
});

export const packages = (): Package[] => [
  package_(FLEXIBLE, 'b4-highcpu-bhyve-3.75g', { flexible_disk: true, group: 'Compute Optimized bhyve' }),
  package_(NEWER_FLEXIBLE, 'twice', { version: '1.10.0', flexible_disk: true }),
  package_('3e4f5a6b-7c8d-4e9f-8a0b-1c2d3e4f5a08', 'twice', { version: '1.9.0', flexible_disk: true }),
  package_(INFLEXIBLE, 'inflexible'),
  package_(BOOT_TAKES_ALL, 'boot-takes-all', { flexible_disk: true, disks: [{ size: 'remaining' }] }),
  package_(REST_STAYS_FREE, 'rest-stays-free', { flexible_disk: true, disks: [{}] }),
  package_(RETIRED, 'retired', { flexible_disk: true, active: false }),
  package_(OF_GLOBEX, 'of-globex', { flexible_disk: true, owner_uuids: [GLOBEX] }),
];

export const images: Image[] = [
  image(IMAGE, 'ubuntu-certified-20.04', {}),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b12', 'large', { image_size: 92_160 }),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b13', 'too-large', { image_size: 1_048_576 }),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b14', 'disabled', { state: 'disabled' }),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b15', 'container', { type: 'zone-dataset' }),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b16', 'of-globex', { public: false, owner: GLOBEX }),
  image('0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b17', 'hungry', { requirements: { min_ram: 65_536 } }),
];

export function imageNamed(name: string): string {
  return images.find((candidate) => candidate.name === name)?.id ?? '';
}

function image(id: string, name: string, more: Partial<Image>): Image {
  return {
    id,
    name,
    version: '20260101',
    os: 'linux',
    type: 'zvol',
    ...(more.type === 'zone-dataset' ? {} : { image_size: IMAGE_SIZE }),
    requirements: { brand: 'bhyve' },
    owner: ACME,
    public: true,
    state: 'active',
    published_at: '2026-01-02T00:00:00.000Z',
    tags: {},
    ...more,
  };
}

export const networks: (Network & { owner_uuids?: string[] })[] = [
  network(EXTERNAL, 'external', { public: true }),
  network(PRIVATE_OF_GLOBEX, 'globex-private', { owner_uuids: [GLOBEX] }),
];

function network(id: string, name: string, more: Partial<Network> & { owner_uuids?: string[] }) {
  return {
    id,
    name,
    public: false,
    subnet: '10.88.88.0/24',
    gateway: '10.88.88.2',
    provision_start_ip: '10.88.88.5',
    provision_end_ip: '10.88.88.250',
    nic_tag: 'external',
    vlan_id: 0,
    ...more,
  };
}
