import { UsageError } from '../usage-error';

/** The name or MD5 fingerprint of a key, as CloudAPI takes it: without `MD5:`. */
export function keyName(text: string): string {
  if (text === '') throw new UsageError('a key name or fingerprint is needed, not an empty text');
  return /^MD5:[0-9a-f:]{47}$/i.test(text) ? text.slice('MD5:'.length) : text;
}
