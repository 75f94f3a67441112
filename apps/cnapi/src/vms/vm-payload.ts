import { Type } from '@sinclair/typebox';
import { KillVmInput as VmapiKillVmInput } from '@triton/schemas/kill-vm-input';
import { SnapshotName } from '@triton/schemas/snapshot';
import { Uuid } from '@triton/schemas/uuid';

/** A command to a VM that needs no more than its name. */
const SIMPLE = { uuid: Type.Optional(Uuid), server_uuid: Type.Optional(Uuid), owner_uuid: Type.Optional(Uuid) };

export const SimpleVmInput = Type.Object(SIMPLE, { additionalProperties: false });

export const StopVmInput = Type.Object(
  {
    ...SIMPLE,
    force: Type.Optional(Type.Boolean({ description: 'Do not ask the guest.' })),
    timeout: Type.Optional(Type.Integer({ minimum: 0, maximum: 3600, description: 'Seconds for the guest to stop.' })),
  },
  { additionalProperties: false },
);

export const KillVmInput = Type.Object({ ...SIMPLE, ...VmapiKillVmInput.properties }, { additionalProperties: false });

export const ReprovisionVmInput = Type.Object({ ...SIMPLE, image_uuid: Uuid }, { additionalProperties: false });

export const SnapshotVmInput = Type.Object({ ...SIMPLE, snapshot_name: SnapshotName }, { additionalProperties: false });

/** vmadm's payload, which vmadm checks. Metadata makes it large. */
export const VmPayload = Type.Object({ uuid: Type.Optional(Uuid), server_uuid: Type.Optional(Uuid) });
export const CreateVmPayload = Type.Object({ uuid: Uuid, server_uuid: Type.Optional(Uuid) });

export const MAX_PAYLOAD_BYTES = 2 * 1024 * 1024;

export const ServerParams = Type.Object({ server_uuid: Uuid });
export const VmParams = Type.Object({ server_uuid: Uuid, uuid: Uuid });
export const SnapshotParams = Type.Object({ server_uuid: Uuid, uuid: Uuid, name: SnapshotName });
