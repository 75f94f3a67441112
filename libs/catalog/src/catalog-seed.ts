import { type Static, Type } from '@sinclair/typebox';
import { Contact } from '@triton/schemas/contact';
import { Image } from '@triton/schemas/image';
import { Network } from '@triton/schemas/network';
import { Uuid } from '@triton/schemas/uuid';

const AccountSeed = Type.Object(
  {
    id: Uuid,
    login: Type.String({ minLength: 1, maxLength: 64 }),
    email: Type.String(),
    ...Contact,
    operator: Type.Optional(Type.Boolean()),
    triton_cns_enabled: Type.Optional(Type.Boolean()),
    approved_for_provisioning: Type.Optional(Type.Boolean()),
    disabled: Type.Optional(Type.Boolean()),
    keys: Type.Optional(
      Type.Array(Type.Object({ name: Type.String(), key: Type.String() }, { additionalProperties: false })),
    ),
  },
  { additionalProperties: false },
);

const NetworkSeed = Type.Object(
  { ...Network.properties, owner_uuids: Type.Optional(Type.Array(Uuid)) },
  { additionalProperties: false },
);

/** What a deployment begins with. Images and networks as users see them; a network may also name its owners. */
export const CatalogSeed = Type.Object(
  {
    accounts: Type.Array(AccountSeed, { default: [] }),
    images: Type.Array(Type.Object(Image.properties, { additionalProperties: false }), { default: [] }),
    networks: Type.Array(NetworkSeed, { default: [] }),
  },
  { additionalProperties: false },
);
export type CatalogSeed = Static<typeof CatalogSeed>;
