import { randomUUID } from 'node:crypto';

import { changeVm } from './change-vm';
import { checkPayload } from './check-payload';
import { checkRoom } from './check-room';
import { converge } from './converge';
import { CreatePayload } from './create-payload';
import { decideCreate } from './decide-create';
import { findImages } from './image-volume';
import { markApplied, type OperationOptions, wasApplied } from './operation';
import { readDatasets } from './read-datasets';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';
import { withVmLock } from './with-vm-lock';

/** Creates a VM and answers with its uuid. It is started unless `autoboot` is false. Refused, it leaves nothing behind. */
export async function createVm(host: VmadmHost, payload: unknown, options: OperationOptions = {}): Promise<string> {
  const { value } = checkPayload(CreatePayload, payload);
  const { uuid = randomUUID() } = value;
  await withVmLock(host, uuid, async () => {
    const existing = await converge(host, uuid);
    if (existing && wasApplied(existing.config, options)) return;
    const actual = existing?.datasets ?? (await readDatasets(host, uuid));
    if (existing || actual.root) throw new VmadmError('VmAlreadyExists', `VM with UUID ${uuid} already exists`);
    const wishes = value.disks ?? value.add_disks ?? [];
    const images = await findImages(
      host,
      wishes.flatMap(({ image_uuid }) => image_uuid ?? []),
    );
    const { pool, now } = host;
    const change = decideCreate({ uuid, payload: value, images, pool, now: now(), newUuid: randomUUID });
    await checkRoom(host, change, actual);
    await changeVm(host, markApplied(change, options), actual);
  });
  return uuid;
}
