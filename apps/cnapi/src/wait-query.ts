import { type Static, Type } from '@sinclair/typebox';

/** Clients of the shipped CNAPI ask for up to an hour. No request is held that long here: ask again. */
export const WaitQuery = Type.Object({
  timeout: Type.Integer({ minimum: 0, maximum: 86_400, default: 30, description: 'Seconds; 60 at most are waited.' }),
});

const LONGEST_SECONDS = 60;

export function waitMs({ timeout }: Static<typeof WaitQuery>): number {
  return Math.min(timeout, LONGEST_SECONDS) * 1000;
}
