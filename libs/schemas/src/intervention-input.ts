import { type Static, Type } from '@sinclair/typebox';

/**
 * On what grounds an operator decides about a stuck job. It becomes part of the VM's history, with the name of the credential
 * that the decision came with.
 */
export const InterventionInput = Type.Object(
  {
    operator: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 128,
        description: 'Who of those that share a credential decides this. A remark: it is not checked.',
      }),
    ),
    evidence: Type.String({ minLength: 1, maxLength: 4000, description: 'What was looked at, and what was found.' }),
  },
  { additionalProperties: false },
);
export type InterventionInput = Static<typeof InterventionInput>;
