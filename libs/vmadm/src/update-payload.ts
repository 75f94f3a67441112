import { type Static, Type } from '@sinclair/typebox';
import { ChangedDisk, NewDisk } from './disk-payload';
import { MetadataObject, RIDERS, VM_PROPERTIES } from './vm-properties';

const metadata = Type.Optional(MetadataObject);
const names = Type.Optional(Type.Array(Type.String({ maxLength: 255 }), { maxItems: 1000 }));

/** What `vmadm update` takes. */
export const UpdatePayload = Type.Object(
  {
    ...RIDERS,
    ...VM_PROPERTIES,
    uuid: Type.Optional(Type.Unknown()),
    brand: Type.Optional(Type.Literal('bhyve')),
    add_disks: Type.Optional(Type.Array(NewDisk, { maxItems: 16 })),
    update_disks: Type.Optional(Type.Array(ChangedDisk, { maxItems: 64 })),
    remove_disks: Type.Optional(
      Type.Array(Type.String({ pattern: '^[ -~]{1,1024}$', errorMessage: 'must be the path of a disk' }), {
        maxItems: 64,
      }),
    ),
    nics: Type.Optional(Type.Array(MetadataObject, { maxItems: 32 })),
    tags: metadata,
    set_tags: metadata,
    remove_tags: names,
    customer_metadata: metadata,
    set_customer_metadata: metadata,
    remove_customer_metadata: names,
    internal_metadata: metadata,
    set_internal_metadata: metadata,
    remove_internal_metadata: names,
  },
  { additionalProperties: false },
);
export type UpdatePayload = Static<typeof UpdatePayload>;
