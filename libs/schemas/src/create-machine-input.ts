import { type Static, Type } from '@sinclair/typebox';
import { RequestedDisks } from './requested-disk';
import { Uuid } from './uuid';

const NetworkWish = Type.Union([
  Uuid,
  Type.Object(
    {
      ipv4_uuid: Uuid,
      ipv4_ips: Type.Optional(Type.Array(Type.String({ format: 'ipv4' }), { maxItems: 1 })),
      primary: Type.Optional(Type.Boolean()),
    },
    { additionalProperties: false },
  ),
]);

/** CloudAPI CreateMachine. `metadata.KEY` and `tag.KEY` come as flat keys. */
export const CreateMachineInput = Type.Object(
  {
    image: Uuid,
    package: Type.String({ minLength: 1, maxLength: 64, description: 'uuid or name' }),
    name: Type.Optional(Type.String({ pattern: '^[a-zA-Z0-9][a-zA-Z0-9_.-]*$', maxLength: 189 })),
    networks: Type.Optional(Type.Array(NetworkWish, { minItems: 1, maxItems: 16 })),
    disks: Type.Optional(RequestedDisks),
    brand: Type.Optional(Type.Union([Type.Literal('bhyve')])),
    firewall_enabled: Type.Optional(Type.Boolean()),
    deletion_protection: Type.Optional(Type.Boolean()),
    affinity: Type.Optional(Type.Array(Type.String({ maxLength: 256 }), { maxItems: 16 })),
    allow_shared_images: Type.Optional(Type.Boolean()),
    delegate_dataset: Type.Optional(Type.Boolean()),
  },
  {
    additionalProperties: false,
    patternProperties: {
      '^metadata\\..{1,255}$': Type.Union([Type.String({ maxLength: 65536 }), Type.Number(), Type.Boolean()]),
      '^tag\\..{1,255}$': Type.Union([Type.String({ maxLength: 1024 }), Type.Number(), Type.Boolean()]),
    },
  },
);
export type CreateMachineInput = Static<typeof CreateMachineInput>;
