import type { Server } from '@triton/schemas/server';
import type { ServerRow } from './server-rows';

/** The shipped server object as far as we know its attributes; `capabilities`, `disk_pool_available_bytes` and the time of the last heartbeat are ours. */
export type FullServer = Server & Record<string, unknown>;

export function toServer(row: ServerRow, datacenter: string): FullServer {
  const { uuid, hostname, setup, reserved, headnode, comments, capabilities, sysinfo, vms, diskinfo, meminfo } = row;
  return {
    uuid,
    hostname,
    datacenter,
    status: row.running ? 'running' : 'unknown',
    setup,
    setting_up: false,
    reserved,
    headnode,
    comments,
    capabilities,
    sysinfo,
    current_platform: sysinfo['Live Image'] ?? null,
    ram: sysinfo['MiB of Memory'] ?? Math.floor((meminfo.total_bytes ?? 0) / 1024 ** 2),
    vms,
    ...prefixed('disk', diskinfo),
    disk_pool_size_bytes: diskinfo.pool_size_bytes ?? 0,
    disk_pool_alloc_bytes: diskinfo.pool_alloc_bytes ?? 0,
    disk_pool_available_bytes: diskinfo.pool_available_bytes ?? 0,
    memory_total_bytes: meminfo.total_bytes ?? 0,
    memory_available_bytes: meminfo.availrmem_bytes ?? 0,
    memory_arc_bytes: meminfo.arcsize_bytes ?? 0,
    unreserved_disk: Math.max(0, (row.unreserved_disk ?? 0) - row.allocated_disk),
    unreserved_ram: Math.max(0, (row.unreserved_ram ?? 0) - row.allocated_ram),
    unreserved_cpu: Math.max(0, (row.unreserved_cpu ?? 0) - row.allocated_cpu),
    last_heartbeat: row.last_heartbeat?.toISOString() ?? null,
    last_status: row.last_status?.toISOString() ?? null,
    last_boot: row.last_boot?.toISOString() ?? null,
    created: row.created.toISOString(),
  };
}

function prefixed(prefix: string, numbers: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [`${prefix}_${name}`, value]));
}
