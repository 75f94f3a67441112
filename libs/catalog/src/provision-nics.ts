import { randomBytes } from 'node:crypto';
import { sql, type Transaction } from '@triton/database/kysely';
import type { FieldError } from '@triton/errors/triton-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import type { VmNetworkWish } from '@triton/schemas/create-vm-input';
import type { Nic } from '@triton/schemas/nic';
import type { CatalogTables } from './catalog-tables';
import { listNics } from './list-nics';
import { type NetworkRow, selectNetworks } from './select-networks';

export interface NicWishes {
  vmUuid: string;
  /** Whose VM it is: the networks must be public or this account's. */
  accountUuid: string;
  wishes: readonly VmNetworkWish[];
}

/** A MAC is one of 16 million, so a second try is rare and a fifth means that something else is wrong. */
const MOST_TRIES = 5;

/**
 * Gives a VM its NICs: net0, net1… in the order of `wishes`, each with a MAC of its own and the address asked for, or
 * the lowest free one of its network. The first one is primary unless a wish says so. A VM that has its NICs keeps
 * them, so doing it again changes nothing.
 *
 * The networks stay locked until `trx` ends, which puts all allocations of a network in line; a unique constraint stands
 * behind the lock. `trx` must be READ COMMITTED: whoever waited has to see what the one before took.
 * @throws ValidationFailedError naming `networks`
 */
export async function provisionNics(
  trx: Transaction<CatalogTables>,
  { vmUuid, accountUuid, wishes }: NicWishes,
): Promise<Nic[]> {
  const existing = await listNics(trx, vmUuid);
  if (existing.length > 0) return existing;
  const networks = await lockNetworks(trx, accountUuid, wishes);
  const primary = primaryOf(wishes);
  for (const [index, wish] of wishes.entries()) {
    const network = networks.get(wish.ipv4_uuid.toLowerCase());
    if (!network) throw refusal(`network ${wish.ipv4_uuid} does not exist`);
    const nic = { vm_uuid: vmUuid, account_uuid: accountUuid, is_primary: index === primary, interface: `net${index}` };
    await insertNic(trx, network, nic, wish.ipv4_ips?.[0]);
  }
  return listNics(trx, vmUuid);
}

/** In the order of their uuids, so that two VMs with the same networks cannot wait for each other. */
async function lockNetworks(
  trx: Transaction<CatalogTables>,
  accountUuid: string,
  wishes: readonly VmNetworkWish[],
): Promise<Map<string, NetworkRow>> {
  const uuids = [...new Set(wishes.map(({ ipv4_uuid }) => ipv4_uuid.toLowerCase()))];
  if (uuids.length === 0) return new Map();
  const rows = await selectNetworks(trx, accountUuid)
    .where('uuid', 'in', uuids)
    .orderBy('uuid')
    .forNoKeyUpdate()
    .execute();
  return new Map(rows.map((row) => [row.uuid, row]));
}

function primaryOf(wishes: readonly VmNetworkWish[]): number {
  const asked = wishes.flatMap(({ primary }, index) => (primary === true ? [index] : []));
  if (asked.length > 1) throw refusal('only one network can be primary');
  return asked[0] ?? 0;
}

type NewNic = Pick<CatalogTables['catalog.nics'], 'vm_uuid' | 'account_uuid' | 'is_primary' | 'interface'>;

async function insertNic(
  trx: Transaction<CatalogTables>,
  network: NetworkRow,
  nic: NewNic,
  askedIp: string | undefined,
): Promise<void> {
  if (askedIp !== undefined) await assertMayHave(trx, network, askedIp);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const ip = askedIp ?? (await lowestFreeIp(trx, network));
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('catalog.nics')
      .values({ ...nic, mac: randomMac(), ip, network_uuid: network.uuid })
      // A violation would end the whole transaction; this way only the try is lost.
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirstOrThrow();
    if (numInsertedOrUpdatedRows === 1n) return;
  }
  throw new Error(`no NIC could be made on network ${network.name}`);
}

/** The operator's own hosts live outside the provision range, and the gateway is nobody's. */
async function assertMayHave(trx: Transaction<CatalogTables>, network: NetworkRow, ip: string): Promise<void> {
  const { rows } = await sql<{ inside: boolean; taken: boolean }>`
    select ${ip}::inet between provision_start_ip and provision_end_ip
             and ${ip}::inet is distinct from gateway as inside,
           exists (select from catalog.nics where network_uuid = networks.uuid and ip = ${ip}::inet) as taken
    from catalog.networks where uuid = ${network.uuid}`.execute(trx);
  if (rows[0]?.inside !== true) throw refusal(`${ip} is not an address that network ${network.name} gives out`);
  if (rows[0].taken) throw refusal(`${ip} of network ${network.name} is already in use`, 'Duplicate');
}

async function lowestFreeIp(trx: Transaction<CatalogTables>, network: NetworkRow): Promise<string> {
  // The lowest free address is the first of the range or comes right after one that is taken.
  const { rows } = await sql<{ ip: string }>`
    with range as (select * from catalog.networks where uuid = ${network.uuid}),
         taken as (select ip from catalog.nics where network_uuid = ${network.uuid}
                   union select gateway from range where gateway is not null),
         candidate as (select provision_start_ip as ip from range union select ip + 1 from taken)
    select host(candidate.ip) as ip from candidate, range
    where candidate.ip between provision_start_ip and provision_end_ip
      and not exists (select from taken where taken.ip = candidate.ip)
    order by candidate.ip limit 1`.execute(trx);
  const ip = rows[0]?.ip;
  if (ip === undefined) throw refusal(`network ${network.name} has no free address`, 'InsufficientCapacity');
  return ip;
}

/** 90:b8:d0 is Joyent's; every NIC of a Triton VM begins with it. */
function randomMac(): string {
  return ['90', 'b8', 'd0', ...randomBytes(3).toString('hex').match(/../g)!].join(':');
}

function refusal(message: string, code: FieldError['code'] = 'Invalid'): ValidationFailedError {
  return new ValidationFailedError('Invalid Parameters', [{ field: 'networks', code, message }]);
}
