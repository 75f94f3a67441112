import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { serverSummaries } from '../servers/server-rows';

/** What a server can still give: MiB, and hundredths of a core. */
export interface Capacity {
  cpu: number;
  ram: number;
  disk: number;
}

/** Servers that cannot take VMs now are simply not in the answer, as clients of the shipped CNAPI expect. */
export async function capacities(
  { db, config }: Context,
  servers: readonly string[] | undefined,
): Promise<Record<string, Capacity>> {
  let query = serverSummaries(db, config.heartbeatLifetimeMs).where('server.setup', '=', true);
  if (servers) query = query.where(sql<boolean>`server.uuid = any(${servers}::uuid[])`);
  const found: Record<string, Capacity> = {};
  for (const row of await query.execute()) {
    const { uuid, running, unreserved_cpu: cpu, unreserved_ram: ram, unreserved_disk: disk } = row;
    if (!running || cpu === null || ram === null || disk === null) continue;
    found[uuid] = { cpu: cpu - row.allocated_cpu, ram: ram - row.allocated_ram, disk: disk - row.allocated_disk };
  }
  return found;
}
