import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

/** What any action takes beside its own input, in the query or, from shipped clients, in the body. */
export const ActionQuery = Type.Object({
  owner_uuid: Type.Optional(Uuid),
  creator_uuid: Type.Optional(Uuid),
  origin: Type.Optional(Type.String({ maxLength: 64 })),
  sync: Type.Optional(Type.Boolean({ description: 'Answer when the job has ended, with its failure if it failed.' })),
});
export type ActionQuery = Static<typeof ActionQuery>;
