import { type Static, Type } from '@sinclair/typebox';
import { CreateMachineInput } from '@triton/schemas/create-machine-input';

/** RenameMachine: a name by the same rules as at creation. */
export const RenameMachineInput = Type.Object(
  { name: Type.Optional(CreateMachineInput.properties.name, false) },
  { additionalProperties: false },
);
export type RenameMachineInput = Static<typeof RenameMachineInput>;
