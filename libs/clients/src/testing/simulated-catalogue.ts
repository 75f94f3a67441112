import type { Image } from '@triton/schemas/image';
import type { Key } from '@triton/schemas/key';
import type { Network } from '@triton/schemas/network';
import type { MachinePackage } from '@triton/schemas/package';

export interface SimulatedCatalogue {
  images: Image[];
  packages: MachinePackage[];
  networks: Network[];
  keys: Key[];
}

/** Two versions of an image, two packages, two networks. */
export function simulatedCatalogue(): SimulatedCatalogue {
  return {
    images: [
      image('11111111-aaaa-4000-8000-000000000001', '20200101', '2020-01-02T03:04:05Z'),
      image('22222222-aaaa-4000-8000-000000000002', '20210101', '2021-01-02T03:04:05Z'),
    ],
    packages: [
      pkg('33333333-bbbb-4000-8000-000000000003', 'b4-highcpu-bhyve-3.75g', { disk: 102_400, flexible_disk: true }),
      pkg('44444444-bbbb-4000-8000-000000000004', 'sample-1g', { memory: 1024, disk: 25_600 }),
    ],
    networks: [
      network('55555555-cccc-4000-8000-000000000005', 'external', true),
      network('66666666-cccc-4000-8000-000000000006', 'office', false),
    ],
    keys: [],
  };
}

function image(id: string, version: string, published_at: string): Image {
  return {
    id,
    name: 'ubuntu-certified-20.04',
    version,
    os: 'linux',
    type: 'zvol',
    image_size: 10_240,
    requirements: {},
    owner: '77777777-dddd-4000-8000-000000000007',
    public: true,
    state: 'active',
    published_at,
    tags: {},
  };
}

function pkg(id: string, name: string, facts: Partial<MachinePackage>): MachinePackage {
  return { id, name, memory: 3840, disk: 0, swap: 15_360, lwps: 4000, vcpus: 2, default: false, group: 'b4', ...facts };
}

function network(id: string, name: string, isPublic: boolean): Network {
  return {
    id,
    name,
    public: isPublic,
    subnet: '10.99.0.0/24',
    provision_start_ip: '10.99.0.5',
    provision_end_ip: '10.99.0.250',
    nic_tag: name,
    vlan_id: 0,
  };
}
