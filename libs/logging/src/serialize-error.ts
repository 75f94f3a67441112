import { errorChain } from '@triton/errors/error-chain';
import type { ErrorLink } from '@triton/errors/error-chain';

/** What a log line holds of an error. `stack` is that of the whole chain, since bunyan's own tools print only this field. */
export interface SerializedError extends ErrorLink {
  causes?: { name: string; message: string; code?: string }[];
}

/** Bunyan's `err` serializer. Its own (1.8) stops at the outermost error, which by our rules never repeats its cause. */
export function serializeError(thrown: unknown): SerializedError | undefined {
  const [outermost, ...rest] = errorChain(thrown);
  if (outermost === undefined) return undefined;
  const stacks = [outermost, ...rest].map((link) => link.stack ?? `${link.name}: ${link.message}`);
  return {
    ...outermost,
    stack: stacks.join('\nCaused by: '),
    ...(rest.length > 0 ? { causes: rest.map(({ stack: _stack, ...link }) => link) } : {}),
  };
}
