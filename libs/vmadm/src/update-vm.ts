import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';

import { type Change, changeVm } from './change-vm';
import { checkPayload } from './check-payload';
import { checkRoom } from './check-room';
import { decideUpdate } from './decide-update';
import { findImages } from './image-volume';
import { markApplied, type OperationOptions, wasApplied } from './operation';
import { UpdatePayload } from './update-payload';
import type { VmadmHost } from './vmadm-host';
import { withVm } from './with-vm';

/**
 * Changes a VM: properties, limits, disks. All of the payload or nothing of it, and quota and reservation of the zone are
 * recalculated with it (RFD 154, "Calculation of ZFS space").
 */
export async function updateVm(
  host: VmadmHost,
  uuid: string,
  payload: unknown,
  options: OperationOptions = {},
): Promise<void> {
  const { value, unset } = checkPayload(UpdatePayload, payload);
  await withVm(host, uuid, async ({ config, datasets }) => {
    if (wasApplied(config, options)) return;
    const wanted = value.add_disks?.flatMap(({ image_uuid }) => image_uuid ?? []) ?? [];
    const images = await findImages(host, wanted);
    const { onlineGrow, pool } = host;
    const change = decideUpdate({
      config,
      actual: datasets,
      payload: value,
      unset,
      images,
      onlineGrow,
      pool,
      newUuid: randomUUID,
    });
    await checkRoom(host, change, datasets);
    await changeVm(host, markApplied(dated(change, host.now()), options), datasets);
  });
}

function dated(change: Change, now: Date): Change {
  const { from, to, volumes } = change;
  const same = Object.keys(volumes).length === 0 && isDeepStrictEqual(from, to);
  return same || !to ? change : { ...change, to: { ...to, last_modified: now.toISOString() } };
}
