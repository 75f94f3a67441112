import { type Static, type TObject, type TProperties, Type } from '@sinclair/typebox';
import { Uuid } from '@triton/schemas/uuid';
import { ActionQuery } from './action-query';

/** Shipped clients put into the body of an action all they were called with. */
const COMMON = {
  ...ActionQuery.properties,
  uuid: Type.Optional(Uuid),
  idempotent: Type.Optional(Type.Boolean({ description: 'Every action of ours is.' })),
};
type Common = keyof typeof COMMON;

/** The input of an action: its own, and what all actions take. */
export function actionInput<P extends TProperties>(schema: TObject<P>) {
  return Type.Object({ ...COMMON, ...schema.properties }, { additionalProperties: false });
}

/** Takes what all actions take out of an input; what the query says of it counts. */
export function splitInput<I extends object>(
  input: I,
  query: ActionQuery,
): { own: Omit<I, Common>; common: ActionQuery } {
  const given = Object.entries(input);
  const own = Object.fromEntries(given.filter(([name]) => !(name in COMMON)));
  const common = Object.fromEntries(given.filter(([name]) => name in ActionQuery.properties));
  return { own: own as Omit<I, Common>, common: { ...(common as ActionQuery), ...query } };
}

export const NoActionInput = actionInput(Type.Object({}));
export type NoActionInput = Static<typeof NoActionInput>;
