import { CommandFailure } from '../command-failure';
import { parseOptions } from '../parse-options';
import type { PoolTransaction } from '../pool-transaction';

/** `zpool status`: every device is always well. */
export function zpoolStatus(tx: PoolTransaction, args: readonly string[]): string {
  const { operands } = parseOptions(args, 'vxgLP', 'status [-vx] [pool] ...');
  const names = operands.length > 0 ? operands : tx.poolNames();
  if (names.length === 0) return 'no pools available\n';
  return names.map((name) => statusOf(tx, name)).join('\n');
}

function statusOf(tx: PoolTransaction, name: string): string {
  const pool = tx.findPool(name);
  if (pool === undefined) throw new CommandFailure(`cannot open '${name}': no such pool`);
  const line = (indent: number, what: string): string =>
    `\t${`${' '.repeat(indent)}${what}`.padEnd(24)} ONLINE       0     0     0\n`;
  const devices = pool.vdevs.map((vdev, index) => {
    if (vdev.kind === 'disk') return vdev.files.map((file) => line(2, file)).join('');
    const kind = vdev.kind === 'mirror' ? 'mirror' : `${vdev.kind}${vdev.parity}`;
    return line(2, `${kind}-${index}`) + vdev.files.map((file) => line(4, file)).join('');
  });
  const heading = `\t${'NAME'.padEnd(24)} STATE     READ WRITE CKSUM\n`;
  return `  pool: ${name}\n state: ONLINE\nconfig:\n\n${heading}${line(0, name)}${devices.join('')}\nerrors: No known data errors\n`;
}
