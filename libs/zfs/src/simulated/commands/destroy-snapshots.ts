import { CommandFailure } from '../command-failure';
import type { PoolTransaction } from '../pool-transaction';
import { removeSnapshot } from '../space/remove-snapshot';
import { destroyFamily } from './destroy-family';

/** Destroys snapshots by full name. One that is held or has clones (unless those shall go too) ends the whole command. */
export function destroySnapshots(
  tx: PoolTransaction,
  names: readonly string[],
  options: { withClones: boolean },
): void {
  for (const full of names) {
    const [name = '', short = ''] = full.split('@');
    const snapshot = tx.get(name).snapshots.find((one) => one.name === short);
    if (snapshot === undefined) continue;
    if (snapshot.holds.length > 0) throw new CommandFailure(`cannot destroy snapshot ${full}: dataset is busy`);
    for (const clone of tx.clonesOf(full)) {
      if (!options.withClones) throw new CommandFailure(`cannot destroy snapshot ${full}: snapshot is cloned`);
      if (tx.find(clone)) destroyFamily(tx, clone, options);
    }
    tx.save(removeSnapshot(tx, tx.get(name), short));
  }
}
