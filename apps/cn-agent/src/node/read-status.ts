import { uptime } from 'node:os';
import { listVms } from '@triton/vmadm/list-vms';
import type { Vm } from '@triton/vmadm/vm';
import type { VmadmHost } from '@triton/vmadm/vmadm-host';
import type { Config } from '../config';

type Row = Record<'name' | 'type' | 'used' | 'available' | 'quota', string>;

const MIB = 1024 ** 2;

/**
 * What the node holds and has left, in the shipped names. Two commands of ZFS, however many VMs there are. The VMs are
 * read first: space of one that appears in between is then counted without being named, and not the other way round.
 */
export async function readStatus(config: Config, host: VmadmHost): Promise<Record<string, unknown>> {
  const vms = await listVms(host);
  const [rows, sizes] = await Promise.all([
    host.zfs.list(host.pool, ['name', 'type', 'used', 'available', 'quota'], {
      depth: 1,
      types: ['filesystem', 'volume'],
    }),
    host.zfs.host.zpool(['list', '-Hpo', 'size,alloc', host.pool]),
  ]);
  const running = vms.filter(({ state }) => state === 'running');
  const usedMib = running.reduce((total, { max_physical_memory }) => total + max_physical_memory, 0);
  return {
    timestamp: new Date().toISOString(),
    ...(config.simulation ? {} : { boot_time: new Date(Date.now() - uptime() * 1000).toISOString() }),
    vms: Object.fromEntries(vms.map((vm) => [vm.uuid, summary(vm)])),
    diskinfo: diskInfo(host.pool, rows, sizes.stdout, new Set(vms.map(({ uuid }) => uuid))),
    meminfo: {
      total_bytes: config.memoryMib * MIB,
      availrmem_bytes: Math.max(0, config.memoryMib - usedMib) * MIB,
      arcsize_bytes: 0,
    },
  };
}

function summary(vm: Vm): Record<string, unknown> {
  const { uuid, owner_uuid, brand, state, zone_state, quota, flexible_disk_size, vcpus, last_modified } = vm;
  const { max_physical_memory, cpu_cap } = vm;
  return {
    uuid,
    owner_uuid,
    brand,
    state,
    zone_state,
    quota,
    ...(flexible_disk_size ? { flexible_disk_size } : {}),
    max_physical_memory,
    ...(cpu_cap ? { cpu_cap } : {}),
    vcpus,
    last_modified,
  };
}

/** Below the pool there are zones (file systems named by their VM), images (volumes), and the platform's own. */
function diskInfo(pool: string, rows: readonly Row[], sizes: string, vms: ReadonlySet<string>): Record<string, number> {
  const [size = 0, allocated = 0] = sizes.trim().split('\t').map(Number);
  const isZone = ({ name }: Row): boolean => vms.has(name.slice(pool.length + 1));
  const zones = rows.filter(isZone);
  const images = rows.filter((row) => row.type === 'volume');
  const system = rows.filter((row) => row.type === 'filesystem' && row.name !== pool && !isZone(row));
  // A zone without a quota takes what it uses.
  const quotas = zones.map(({ quota, used }) => ({ quota: Math.max(bytes(quota), bytes(used)) }));
  return {
    pool_size_bytes: size,
    pool_alloc_bytes: allocated,
    pool_available_bytes: bytes(rows.find(({ name }) => name === pool)?.available),
    system_used_bytes: sum(system.map(({ used }) => bytes(used))),
    installed_images_used_bytes: sum(images.map(({ used }) => bytes(used))),
    zone_quota_bytes: sum(quotas.map(({ quota }) => quota)),
    zone_quota_used_bytes: sum(zones.map(({ used }) => bytes(used))),
  };
}

function bytes(text: string | undefined): number {
  return Number(text) || 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
