import { randomUUID } from 'node:crypto';
import type { CreateVmInput } from '@triton/schemas/create-vm-input';
import type { Vm } from '@triton/schemas/vm';
import { EXTERNAL } from './seed';

/** A VM as VMAPI has it the moment it is promised. An inflexible one has the traditional two disks. */
export function newVm(input: CreateVmInput): Vm {
  const uuid = input.uuid ?? randomUUID();
  const disks = input.disks ?? [{ image_uuid: input.image_uuid, size: 10_240 }, { size: 102_400 }];
  const imageUuid = disks[0]?.image_uuid;
  const now = new Date().toISOString();
  return {
    uuid,
    alias: input.alias ?? uuid.slice(0, 8),
    brand: input.brand,
    state: 'provisioning',
    owner_uuid: input.owner_uuid,
    server_uuid: '564dfd2c-9d5b-4c1e-9d6b-8a4d5f3f2a10',
    billing_id: input.billing_id,
    ...(imageUuid === undefined ? {} : { image_uuid: imageUuid }),
    ram: 3840,
    quota: 1,
    ...(input.flexible_disk_size === undefined ? {} : { flexible_disk_size: input.flexible_disk_size }),
    disks: disks.map(({ image_uuid, size }, i) => ({
      uuid: randomUUID(),
      pci_slot: `0:4:${i}`,
      size: Number(size),
      boot: i === 0,
      state: 'creating',
      ...(image_uuid === undefined ? {} : { image_uuid }),
    })),
    nics: [
      {
        mac: '90:b8:d0:aa:bb:cc',
        ip: '10.88.88.10',
        netmask: '255.255.255.0',
        gateway: '10.88.88.2',
        network_uuid: EXTERNAL,
        nic_tag: 'external',
        vlan_id: 0,
        primary: true,
        interface: 'net0',
      },
    ],
    tags: input.tags ?? {},
    customer_metadata: input.customer_metadata ?? {},
    internal_metadata: {},
    snapshots: [],
    indestructible_zoneroot: input.indestructible_zoneroot ?? false,
    create_timestamp: now,
    last_modified: now,
    destroyed: null,
    etag: '"1"',
  };
}
