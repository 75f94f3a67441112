import { errorChain } from '@triton/errors/error-chain';

import type { ErrorFacts } from './job-state';

/** What the journal keeps of an error: the outermost, without its stack. The log has the whole chain. */
export function errorFacts(thrown: unknown): ErrorFacts {
  const [{ name, message, code } = { name: 'Error', message: 'unknown' }] = errorChain(thrown);
  return { name, message, ...(code === undefined ? {} : { code }) };
}
