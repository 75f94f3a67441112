import { type Static, Type } from '@sinclair/typebox';
import { AccessName } from './access-name';
import { Uuid } from './uuid';

const Rules = Type.Array(Type.String({ minLength: 1, maxLength: 1024 }), { minItems: 1, maxItems: 100 });
const Description = Type.String({ maxLength: 1024 });

/** A named set of rules: `CAN getmachine AND deletemachinedisk WHEN sourceip = 10.0.0.0/8`. */
export const Policy = Type.Object({
  id: Uuid,
  name: Type.String(),
  rules: Type.Array(Type.String()),
  description: Type.Optional(Type.String()),
});
export type Policy = Static<typeof Policy>;

export const CreatePolicyInput = Type.Object(
  { name: AccessName, rules: Rules, description: Type.Optional(Description) },
  { additionalProperties: false },
);
export type CreatePolicyInput = Static<typeof CreatePolicyInput>;

export const UpdatePolicyInput = Type.Object(
  { name: Type.Optional(AccessName), rules: Type.Optional(Rules), description: Type.Optional(Description) },
  { additionalProperties: false },
);
export type UpdatePolicyInput = Static<typeof UpdatePolicyInput>;
