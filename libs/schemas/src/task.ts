import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

export const TaskStatus = Type.Union([
  Type.Literal('active'),
  Type.Literal('complete'),
  Type.Literal('failure'),
  Type.Literal('canceled'),
]);
export type TaskStatus = Static<typeof TaskStatus>;

/** The compute node's unit of work, as CNAPI records it. */
export const Task = Type.Object({
  id: Uuid,
  server_uuid: Uuid,
  vm_uuid: Type.Optional(Uuid),
  task: Type.String({ description: 'machine_create, machine_update, machine_load…' }),
  params: Type.Record(Type.String(), Type.Unknown()),
  epoch: Type.Integer({ description: 'Grows with every turn at the VM; the node refuses lower ones.' }),
  status: TaskStatus,
  started: Type.Boolean({ description: 'The compute node has taken it.' }),
  req_id: Type.String(),
  timestamp: Type.String(),
  history: Type.Array(
    Type.Object({
      name: Type.String(),
      timestamp: Type.String(),
      event: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
});
export type Task = Static<typeof Task>;
