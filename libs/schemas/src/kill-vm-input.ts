import { type Static, Type } from '@sinclair/typebox';

/** VMAPI KillVm: which signal, by name or by number; SIGTERM when none is given. */
export const KillVmInput = Type.Object(
  {
    signal: Type.Optional(
      Type.Union(
        [
          Type.String({ pattern: '^([Ss][Ii][Gg])?[A-Za-z][A-Za-z0-9]{1,9}$' }),
          Type.Integer({ minimum: 1, maximum: 64 }),
        ],
        { errorMessage: 'must be the name or the number of a signal' },
      ),
    ),
  },
  { additionalProperties: false },
);
export type KillVmInput = Static<typeof KillVmInput>;
