import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { sql } from '@triton/database/kysely';
import type { Context } from '../context';
import { unreservedSpace } from '../placement/unreserved-space';
import type { StatusReport } from './reports';

/**
 * Stores what the node holds, and what it has left for new VMs. Space that was promised to a VM is given up once the VM
 * shows here, since it is then in the node's own numbers; while it is being provisioned it counts in both, which errs on
 * the safe side.
 */
export async function recordStatus({ db }: Context, uuid: string, report: StatusReport): Promise<void> {
  const settled = Object.values(report.vms).filter(({ state }) => state !== 'provisioning');
  await db.transaction().execute(async (trx) => {
    const server = await trx
      .selectFrom('cnapi.servers')
      .select('sysinfo')
      .where('uuid', '=', uuid)
      .forUpdate()
      .executeTakeFirst();
    if (!server) throw new ResourceNotFoundError(`Server ${uuid} not found`);
    const { diskMib, ramMib, cpu } = unreservedSpace(report, server.sysinfo);
    await trx
      .updateTable('cnapi.servers')
      .set({
        vms: JSON.stringify(report.vms),
        diskinfo: JSON.stringify(report.diskinfo),
        meminfo: JSON.stringify(report.meminfo),
        unreserved_disk: diskMib,
        unreserved_ram: ramMib,
        unreserved_cpu: cpu,
        ...(report.boot_time === undefined ? {} : { last_boot: new Date(report.boot_time) }),
        last_status: sql<Date>`now()`,
      })
      .where('uuid', '=', uuid)
      .execute();
    await trx
      .deleteFrom('cnapi.allocations')
      .where('server_uuid', '=', uuid)
      .where('growth', '=', false)
      .where(sql<boolean>`vm_uuid = any(${settled.map((vm) => vm.uuid)}::uuid[])`)
      .execute();
    await trx
      .updateTable('cnapi.heartbeats')
      .set({ last_heartbeat: sql<Date>`now()` })
      .where('server_uuid', '=', uuid)
      .execute();
  });
}
