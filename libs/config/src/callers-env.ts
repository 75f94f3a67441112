import { type Static, Type } from '@sinclair/typebox';

/** Variables of the inner services: who may call them. */
export const callersEnv = {
  CALLERS_FILE: Type.Optional(Type.String({ description: 'Hashes of the tokens of those who may call.' })),
  TRUST_LOOPBACK: Type.Boolean({
    default: false,
    description: 'Whoever calls from this machine without a credential is the operator: for development only.',
  }),
};

/** Who may call. Without a file nobody is asked, which only a service that nobody else can reach may do. */
export interface CallersConfig {
  file: string | undefined;
  trustLoopback: boolean;
}

const Env = Type.Object({ ...callersEnv, HOST: Type.String() });
const THIS_MACHINE = /^(localhost|127(\.\d+){3}|::1)$/;

/** @throws Error when others than this machine can call, and nobody is asked for a credential */
export function readCallers({ CALLERS_FILE, TRUST_LOOPBACK, HOST }: Static<typeof Env>): CallersConfig {
  if (CALLERS_FILE === undefined && !THIS_MACHINE.test(HOST)) {
    throw new Error(`CALLERS_FILE is needed: with HOST ${HOST}, others than this machine can call`);
  }
  return { file: CALLERS_FILE, trustLoopback: TRUST_LOOPBACK };
}
