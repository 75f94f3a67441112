import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';

const ListedState = Type.Union(
  ['active', 'provisioning', 'stopping', 'running', 'stopped', 'unknown', 'failed', 'destroyed', 'deleted'].map(
    (state) => Type.Literal(state),
  ),
  {
    errorMessage:
      'must be one of active, provisioning, stopping, running, stopped, unknown, failed, destroyed, deleted',
  },
);

/** Filters and page of ListMachines. `tag.KEY=value` filters as well. */
export const ListMachinesQuery = Type.Object({
  name: Type.Optional(Type.String({ maxLength: 189 })),
  state: Type.Optional(ListedState),
  type: Type.Optional(Type.String({ maxLength: 64 })),
  brand: Type.Optional(Type.String({ maxLength: 64 })),
  image: Type.Optional(Uuid),
  memory: Type.Optional(Type.Integer({ minimum: 0, description: 'MiB.' })),
  tombstone: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 525_600, description: 'Minutes: those deleted since then as well.' }),
  ),
  docker: Type.Optional(Type.Boolean()),
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 }),
});
export type ListMachinesQuery = Static<typeof ListMachinesQuery>;
