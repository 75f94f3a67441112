import { type Static, Type } from '@sinclair/typebox';

/** Variables of the inner services: who may call them. */
export const callersEnv = {
  CALLERS_FILE: Type.Optional(Type.String({ description: 'Hashes of the tokens of those who may call.' })),
  TRUST_LOOPBACK: Type.Boolean({
    default: false,
    description: 'Whoever calls from this machine without a credential is the operator: for development only.',
  }),
};

/** Who may call. Without a file nobody is asked. */
export interface CallersConfig {
  file: string | undefined;
  trustLoopback: boolean;
}

const Env = Type.Object(callersEnv);

export function readCallers({ CALLERS_FILE, TRUST_LOOPBACK }: Static<typeof Env>): CallersConfig {
  return { file: CALLERS_FILE, trustLoopback: TRUST_LOOPBACK };
}
