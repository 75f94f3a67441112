import type { Pool } from '../dataset';
import { formatTable } from '../format-table';
import { parseOptions } from '../parse-options';
import { type PoolTransaction } from '../pool-transaction';
import { formatSize } from '../properties/format-size';
import { poolSpace } from '../space/pool-size';
import { usageFailure } from '../usage-failure';
import { parityVdevs } from '../parity-vdevs';

const USAGE = 'list [-Hp] [-o property[,...]] [pool] ...';
const DEFAULT_COLUMNS =
  'name,size,allocated,free,checkpoint,expandsize,fragmentation,capacity,dedupratio,health,altroot';
const HEADINGS: Readonly<Record<string, string>> = {
  allocated: 'ALLOC',
  checkpoint: 'CKPOINT',
  expandsize: 'EXPANDSZ',
  fragmentation: 'FRAG',
  capacity: 'CAP',
  dedupratio: 'DEDUP',
};

/** `zpool list`. */
export function zpoolList(tx: PoolTransaction, args: readonly string[]): { stdout: string; complaints: string[] } {
  const { flags, values, operands } = parseOptions(args, 'Hpo:T:vgLP', USAGE);
  const columns = (values.get('o')?.at(-1) ?? DEFAULT_COLUMNS).split(',').map((name) => ALIASES[name] ?? name);
  const names = operands.length > 0 ? operands : tx.poolNames();
  const pools = names.flatMap((name) => tx.findPool(name) ?? []);
  const complaints = names.filter((name) => !tx.findPool(name)).map((name) => `cannot open '${name}': no such pool`);
  const lines = pools.map((pool) => columns.map((column) => value(tx, pool, column, flags.has('p'))));
  const headings = columns.map((column) => ({
    text: HEADINGS[column] ?? column.toUpperCase(),
    right: !['name', 'health', 'altroot'].includes(column),
  }));
  if (names.length === 0) return { stdout: 'no pools available\n', complaints };
  return { stdout: lines.length === 0 ? '' : formatTable(headings, lines, flags.has('H')), complaints };
}

const ALIASES: Readonly<Record<string, string>> = { alloc: 'allocated', cap: 'capacity', frag: 'fragmentation' };

function value(tx: PoolTransaction, pool: Pool, column: string, exact: boolean): string {
  const { sizeBytes } = poolSpace(pool.deviceBytes, parityVdevs(pool)[0]);
  const allocated = allocatedBytes(tx, pool.name);
  const size = (bytes: number): string => (exact ? String(bytes) : formatSize(bytes));
  const percent = (share: number): string => `${share}${exact ? '' : '%'}`;
  switch (column) {
    case 'name':
      return pool.name;
    case 'size':
      return size(sizeBytes);
    case 'allocated':
      return size(allocated);
    case 'free':
      return size(sizeBytes - allocated);
    case 'capacity':
      return percent(Math.floor((allocated * 100) / sizeBytes));
    case 'fragmentation':
      return percent(0);
    case 'dedupratio':
      return exact ? '1.00' : '1.00x';
    case 'health':
      return 'ONLINE';
    case 'guid':
      return pool.guid;
    case 'ashift':
      return String(pool.ashift);
    case 'checkpoint':
    case 'expandsize':
    case 'altroot':
      return '-';
    default:
      throw usageFailure(`bad property list: invalid property '${column}'`, USAGE);
  }
}

/** Blocks really written: reservations take no space from the disks. */
function allocatedBytes(tx: PoolTransaction, name: string): number {
  let bytes = 0;
  for (const { usedByHead, usedBySnapshots } of tx.family(name)) bytes += usedByHead + usedBySnapshots;
  return bytes;
}
