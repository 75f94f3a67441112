import { NoAllocatableServersError } from '@triton/errors/no-allocatable-servers-error';
import { sql, type Transaction } from '@triton/database/kysely';
import type { Context } from '../context';
import { serverSummaries, type ServerSummary } from '../servers/server-rows';
import type { CnapiTables } from '../tables';
import { type Candidate, type Choice, chooseServer } from './choose-server';
import { lockPlacement } from './lock-placement';
import { PROMISE_SECONDS } from './promise-seconds';
import { wantedSpace, type WantedVm } from './wanted-space';

export interface AllocateWish {
  vm: WantedVm & { uuid: string };
  imageSizeMib: number;
  /** Choose among these only. */
  servers: readonly string[] | undefined;
}

const MOST_REASONS = 100;

/**
 * Chooses a server and promises the space there, in one turn at the lock of placement: two requests can never both get
 * the last room. Asked again for the same VM it is the same server, as long as that one can.
 */
export async function allocate(context: Context, wish: AllocateWish): Promise<Choice & { chosen: string }> {
  const choice = await context.db.transaction().execute(async (trx) => {
    await lockPlacement(trx);
    const before = await trx
      .deleteFrom('cnapi.allocations')
      .where('vm_uuid', '=', wish.vm.uuid)
      .where('growth', '=', false)
      .returning('server_uuid')
      .executeTakeFirst();
    const candidates = await candidatesFor(trx, wish, context.config.heartbeatLifetimeMs);
    const found = chooseServer(candidates, before?.server_uuid);
    if (found.chosen === undefined) throw noServer(found);
    const wanted = candidates.find(({ uuid }) => uuid === found.chosen)?.wanted;
    if (wanted) await promise(trx, wish.vm.uuid, found.chosen, wanted);
    return { ...found, chosen: found.chosen };
  });
  return choice;
}

async function candidatesFor(
  trx: Transaction<CnapiTables>,
  { vm, imageSizeMib, servers }: AllocateWish,
  lifetimeMs: number,
): Promise<Candidate[]> {
  let query = serverSummaries(trx, lifetimeMs);
  if (servers) query = query.where(sql<boolean>`server.uuid = any(${servers}::uuid[])`);
  return (await query.execute()).map((row) => toCandidate(row, vm, imageSizeMib));
}

function toCandidate(row: ServerSummary, vm: WantedVm, imageSizeMib: number): Candidate {
  const { uuid, running, setup, reserved, sysinfo, unreserved_disk: disk, unreserved_ram: ram } = row;
  return {
    uuid,
    running,
    setup,
    reserved,
    bhyveCapable: sysinfo['Bhyve Capable'] ?? false,
    freeDiskMib: disk === null ? null : disk - row.allocated_disk,
    freeRamMib: ram === null ? null : ram - row.allocated_ram,
    wanted: wantedSpace(vm, imageSizeMib, sysinfo['Zpool Vdevs'] ?? []),
  };
}

async function promise(
  trx: Transaction<CnapiTables>,
  vmUuid: string,
  serverUuid: string,
  { diskMib, ramMib, cpu }: Candidate['wanted'],
): Promise<void> {
  await trx
    .insertInto('cnapi.allocations')
    .values({
      vm_uuid: vmUuid,
      server_uuid: serverUuid,
      disk: diskMib,
      ram: ramMib,
      cpu,
      expires_at: sql<Date>`now() + make_interval(secs => ${PROMISE_SECONDS})`,
    })
    .execute();
}

function noServer({ refused }: Choice): NoAllocatableServersError {
  const reasons = [...refused].slice(0, MOST_REASONS).map(([field, message]) => ({
    field,
    code: message.startsWith('needs ') ? 'InsufficientCapacity' : 'Invalid',
    message,
  }));
  const why = reasons.length === 0 ? 'there is none to choose from' : 'see errors for the reason of each';
  return new NoAllocatableServersError(`No allocatable servers found: ${why}`, reasons);
}
