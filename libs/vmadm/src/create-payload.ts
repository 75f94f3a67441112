import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { NewDisk } from './disk-payload';
import { MetadataObject, RIDERS, VM_PROPERTIES } from './vm-properties';

const disks = Type.Optional(Type.Array(NewDisk, { maxItems: 16 }));

/** What `vmadm create` takes. `add_disks` is another name of `disks`. */
export const CreatePayload = Type.Object(
  {
    ...RIDERS,
    ...VM_PROPERTIES,
    uuid: Type.Optional(Uuid),
    brand: Type.Literal('bhyve'),
    zpool: Type.Optional(Type.String({ maxLength: 255 })),
    disks,
    add_disks: disks,
    nics: Type.Optional(Type.Array(MetadataObject, { maxItems: 32 })),
    tags: Type.Optional(MetadataObject),
    customer_metadata: Type.Optional(MetadataObject),
    internal_metadata: Type.Optional(MetadataObject),
  },
  { additionalProperties: false },
);
export type CreatePayload = Static<typeof CreatePayload>;
