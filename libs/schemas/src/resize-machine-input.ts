import { type Static, Type } from '@sinclair/typebox';

/** CloudAPI ResizeMachine: the package to change to (RFD 154, "Relation to VM resize"). */
export const ResizeMachineInput = Type.Object(
  { package: Type.String({ minLength: 1, maxLength: 64, description: 'uuid or name' }) },
  { additionalProperties: false },
);
export type ResizeMachineInput = Static<typeof ResizeMachineInput>;
