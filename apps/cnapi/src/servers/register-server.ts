import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import type { Sysinfo } from './reports';

/** Makes or renews the record of a server out of what it says of itself. What operators have set stays. */
export async function registerServer({ db }: Context, uuid: string, sysinfo: Sysinfo): Promise<void> {
  const told = {
    hostname: sysinfo.Hostname,
    setup: sysinfo.Setup ?? true,
    headnode: sysinfo.Headnode ?? false,
    sysinfo: JSON.stringify(sysinfo),
    capabilities: JSON.stringify({ online_grow: sysinfo.Capabilities?.online_grow ?? false }),
    last_boot: sysinfo['Boot Time'] ? new Date(sysinfo['Boot Time']) : null,
  };
  await db.transaction().execute(async (trx) => {
    await trx
      .insertInto('cnapi.servers')
      .values({ uuid, vms: '{}', diskinfo: '{}', meminfo: '{}', ...told })
      .onConflict((conflict) => conflict.column('uuid').doUpdateSet(told))
      .execute();
    // Speaking is a sign of life.
    const beat = { last_heartbeat: sql<Date>`now()` };
    await trx
      .insertInto('cnapi.heartbeats')
      .values({ server_uuid: uuid, ...beat })
      .onConflict((conflict) => conflict.column('server_uuid').doUpdateSet(beat))
      .execute();
  });
}
