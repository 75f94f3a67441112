import type { CallOptions } from './call-options';

/** The headers that carry `CallOptions` over the wire. */
export function callHeaders({ idempotencyKey, ifMatch, context }: CallOptions): Record<string, string> {
  return {
    ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    ...(ifMatch === undefined ? {} : { 'if-match': ifMatch }),
    ...(context === undefined ? {} : { 'x-context': JSON.stringify(context) }),
  };
}
