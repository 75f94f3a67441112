import { coerceError } from './coerce-error';

export interface ErrorLink {
  name: string;
  message: string;
  code?: string;
  stack?: string;
}

const DEEPEST = 10;

/** The error and its causes, outermost first: what a log line holds, since a message never repeats its cause. */
export function errorChain(thrown: unknown): ErrorLink[] {
  const chain: ErrorLink[] = [];
  for (let link = thrown; link !== undefined && link !== null && chain.length < DEEPEST;) {
    const error = coerceError(link);
    const { code } = error as { code?: unknown };
    chain.push({
      name: error.name,
      message: error.message,
      ...(typeof code === 'string' ? { code } : {}),
      ...(error.stack ? { stack: error.stack } : {}),
    });
    link = error.cause;
  }
  return chain;
}
