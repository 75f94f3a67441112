import { sql } from '@triton/database/kysely';
import type { Context } from '../context';

export interface Release {
  vmUuid: string;
  /** The promise to a VM that was to grow, not the one to a VM that was to be made. */
  growth: boolean;
  /** 0: at once. Longer when the VM has its space and its server is about to say so. */
  afterSeconds: number;
}

/** Gives space that was promised to a VM to others. Nothing promised is released already. */
export async function releaseAllocation({ db }: Context, { vmUuid, growth, afterSeconds }: Release): Promise<void> {
  if (afterSeconds === 0) {
    await db.deleteFrom('cnapi.allocations').where('vm_uuid', '=', vmUuid).where('growth', '=', growth).execute();
    return;
  }
  await db
    .updateTable('cnapi.allocations')
    .set({ expires_at: sql<Date>`least(expires_at, now() + make_interval(secs => ${afterSeconds}))` })
    .where('vm_uuid', '=', vmUuid)
    .where('growth', '=', growth)
    .execute();
}
