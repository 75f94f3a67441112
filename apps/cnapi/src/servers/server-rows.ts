import { type Kysely, type Selectable, sql } from '@triton/database/kysely';
import type { CnapiTables, ServerTable } from '../tables';

/** A server together with what changes every moment: whether it is alive and what is promised of it. */
export type ServerRow = Selectable<ServerTable> & {
  last_heartbeat: Date | null;
  running: boolean;
  /** Promised to VMs not reported yet. */
  allocated_disk: number;
  allocated_ram: number;
  allocated_cpu: number;
};

export type ServerSummary = Omit<ServerRow, 'vms' | 'diskinfo' | 'meminfo'>;

const SUMMARY = [
  'server.uuid',
  'server.hostname',
  'server.setup',
  'server.reserved',
  'server.headnode',
  'server.comments',
  'server.sysinfo',
  'server.capabilities',
  'server.unreserved_disk',
  'server.unreserved_ram',
  'server.unreserved_cpu',
  'server.last_boot',
  'server.last_status',
  'server.created',
] as const;

/** A query over all servers, without their reports; `where` and `select` as needed. */
export function serverSummaries(db: Kysely<CnapiTables>, lifetimeMs: number) {
  const alive = sql<boolean>`coalesce(
    heartbeat.last_heartbeat > now() - make_interval(secs => ${lifetimeMs / 1000}), false)`;
  return db
    .selectFrom('cnapi.servers as server')
    .leftJoin('cnapi.heartbeats as heartbeat', 'heartbeat.server_uuid', 'server.uuid')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('cnapi.allocations as allocation')
          .whereRef('allocation.server_uuid', '=', 'server.uuid')
          .where('allocation.expires_at', '>', sql<Date>`now()`)
          .select([
            sql<number>`coalesce(sum(allocation.disk), 0)::bigint`.as('allocated_disk'),
            sql<number>`coalesce(sum(allocation.ram), 0)::bigint`.as('allocated_ram'),
            sql<number>`coalesce(sum(allocation.cpu), 0)::bigint`.as('allocated_cpu'),
          ])
          .as('promised'),
      (join) => join.onTrue(),
    )
    .select(SUMMARY)
    .select((eb) => [
      'heartbeat.last_heartbeat',
      eb.ref('promised.allocated_disk').$castTo<number>().as('allocated_disk'),
      eb.ref('promised.allocated_ram').$castTo<number>().as('allocated_ram'),
      eb.ref('promised.allocated_cpu').$castTo<number>().as('allocated_cpu'),
      alive.as('running'),
    ]);
}
