import { UsageError } from '../usage-error';

/** The name of a tag, or the key of metadata. An empty one would make the path that of all of them. */
export function labelName(text: string): string {
  if (text === '') throw new UsageError('a name is needed, not an empty text');
  return text;
}
