import { Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

export const JobQuery = Type.Object({
  vm_uuid: Type.Optional(Uuid),
  owner_uuid: Type.Optional(Uuid),
  task: Type.Optional(Type.String({ maxLength: 64 })),
  execution: Type.Optional(
    Type.Union([Type.Literal('queued'), Type.Literal('running'), Type.Literal('succeeded'), Type.Literal('failed')]),
  ),
  stuck: Type.Optional(Type.Boolean({ description: 'Only those that wait for an operator, or only the others.' })),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
  offset: Type.Integer({ minimum: 0, default: 0 }),
});
