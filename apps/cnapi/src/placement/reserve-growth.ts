import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { ServerNotRunningError } from '@triton/errors/server-not-running-error';
import type { FieldError } from '@triton/errors/triton-error';
import { sql, type Transaction } from '@triton/database/kysely';
import type { Context } from '../context';
import { serverSummaries, type ServerSummary } from '../servers/server-rows';
import type { CnapiTables } from '../tables';
import { lockPlacement } from './lock-placement';
import { PROMISE_SECONDS } from './promise-seconds';

export interface Growth {
  serverUuid: string;
  vmUuid: string;
  /** MiB beyond what the VM has. */
  diskMib: number;
  ramMib: number;
}

/**
 * Promises space to a VM that is to grow where it is, in one turn at the lock of placement: neither two growing VMs nor a
 * growing and a new one get the same room. Asked again for a VM it replaces the promise.
 */
export async function reserveGrowth({ db, config }: Context, growth: Growth): Promise<void> {
  await db.transaction().execute(async (trx) => {
    await lockPlacement(trx);
    await trx.deleteFrom('cnapi.allocations').where('vm_uuid', '=', growth.vmUuid).where('growth', '=', true).execute();
    const server = await serverSummaries(trx, config.heartbeatLifetimeMs)
      .where('server.uuid', '=', growth.serverUuid)
      .executeTakeFirst();
    if (!server) throw new ResourceNotFoundError(`Server ${growth.serverUuid} not found`);
    if (!server.running) throw new ServerNotRunningError(`Server ${growth.serverUuid} is not running`);
    const errors = shortages(server, growth);
    if (errors.length > 0) throw new NoAllocatableServersError(sentence(errors), errors);
    await promise(trx, growth);
  });
}

function shortages(server: ServerSummary, { diskMib, ramMib }: Growth): FieldError[] {
  return [
    ...shortage('quota', 'disk', diskMib, (server.unreserved_disk ?? 0) - server.allocated_disk),
    ...shortage('ram', 'ram', ramMib, (server.unreserved_ram ?? 0) - server.allocated_ram),
  ];
}

function shortage(field: string, what: string, wantedMib: number, freeMib: number): FieldError[] {
  if (wantedMib <= 0 || wantedMib <= freeMib) return [];
  const message =
    `Required additional ${what} (${wantedMib} MiB) exceeds the server's available ${what} ` +
    `(${Math.max(0, freeMib)} MiB)`;
  return [{ field, code: 'InsufficientCapacity', message }];
}

function sentence(errors: readonly FieldError[]): string {
  return errors.map(({ message }) => message).join('; ');
}

async function promise(trx: Transaction<CnapiTables>, { serverUuid, vmUuid, diskMib, ramMib }: Growth): Promise<void> {
  await trx
    .insertInto('cnapi.allocations')
    .values({
      vm_uuid: vmUuid,
      server_uuid: serverUuid,
      growth: true,
      disk: diskMib,
      ram: ramMib,
      cpu: 0,
      expires_at: sql<Date>`now() + make_interval(secs => ${PROMISE_SECONDS})`,
    })
    .execute();
}
