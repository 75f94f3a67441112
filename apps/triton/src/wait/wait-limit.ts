import type { Options } from '../command';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

const DEFAULT_SECONDS = 120;
const MOST_SECONDS = 31_536_000;

/**
 * How many milliseconds to wait; undefined without `-w`. To be asked before anything is begun, so that a wrong
 * --wait-timeout is refused while nothing has happened.
 */
export function waitLimit(options: Options): number | undefined {
  const limitMs = timeoutMs(options.waitTimeout, DEFAULT_SECONDS);
  return options.wait ? limitMs : undefined;
}

/** A --wait-timeout in milliseconds. */
export function timeoutMs(option: unknown, defaultSeconds: number): number {
  if (option === undefined) return defaultSeconds * 1000;
  const text = String(option);
  const seconds = /^[0-9]+(\.[0-9]+)?$/.test(text) ? Number(text) : NaN;
  if (seconds > 0 && seconds <= MOST_SECONDS) return seconds * 1000;
  throw new UsageError(`--wait-timeout must be a number of seconds above 0, not ${quote(text)}`);
}
