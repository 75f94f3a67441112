import { type Static, Type } from '@sinclair/typebox';
import { Job } from './job';
import { Uuid } from './uuid';

const MachineJobStep = Type.Object({
  name: Type.String(),
  started: Type.String(),
  finished: Type.Optional(Type.String()),
});

/** An operation on a machine as CloudAPI shows it to the machine's owner: how far it is, and why it failed if it did. */
export const MachineJob = Type.Object({
  uuid: Uuid,
  name: Type.String({ description: 'Workflow and version: resize-disk-1.0.0.' }),
  execution: Job.properties.execution,
  steps: Type.Array(MachineJobStep, { description: 'The steps begun, in order; a finished one has `finished`.' }),
  disk_id: Type.Optional(Uuid),
  reason: Type.Optional(Type.String({ description: 'Why it failed.' })),
  stuck: Type.Optional(Type.Boolean({ description: 'It waits for an operator.' })),
  created: Type.String(),
  finished: Type.Optional(Type.String()),
});
export type MachineJob = Static<typeof MachineJob>;
