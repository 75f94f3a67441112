import { type Static, Type } from '@sinclair/typebox';
import { Uuid } from './uuid';

export const ChainResult = Type.Object({
  name: Type.String(),
  result: Type.Optional(Type.String()),
  error: Type.Optional(Type.String()),
  started_at: Type.String(),
  finished_at: Type.Optional(Type.String()),
});

/** VMAPI's unit of asynchronous work. */
export const Job = Type.Object({
  uuid: Uuid,
  name: Type.String({ description: 'Workflow and version: resize-disk-1.0.0.' }),
  execution: Type.Union([
    Type.Literal('queued'),
    Type.Literal('running'),
    Type.Literal('succeeded'),
    Type.Literal('failed'),
  ]),
  vm_uuid: Uuid,
  params: Type.Record(Type.String(), Type.Unknown()),
  disk_uuid: Type.Optional(Uuid),
  reason: Type.Optional(Type.String({ description: 'Why it failed, for the user.' })),
  stuck: Type.Optional(Type.Boolean({ description: 'It can neither go on nor be undone without an operator.' })),
  stuck_reason: Type.Optional(Type.String({ description: 'Why it is stuck, for the operator.' })),
  chain_results: Type.Array(ChainResult),
  created_at: Type.String(),
  exec_after: Type.String(),
  finished_at: Type.Optional(Type.String()),
});
export type Job = Static<typeof Job>;

/** VMAPI's answer to every action. */
export const Accepted = Type.Object({
  vm_uuid: Uuid,
  job_uuid: Uuid,
  disk_uuid: Type.Optional(Uuid),
  snapshot_name: Type.Optional(Type.String({ description: 'Of the snapshot that is being made.' })),
});
export type Accepted = Static<typeof Accepted>;
