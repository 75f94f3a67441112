import { NotFoundError } from '../not-found-error';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

export interface Wanted<T> {
  /** `package`, for messages. */
  kind: string;
  text: string;
  /** Ways in which `text` may mean a thing; the first that finds any decides. */
  rules: readonly ((thing: T) => boolean)[];
}

/** The one thing that is wanted. Throws NotFoundError, or UsageError when the text means several. */
export function pickOne<T>(things: readonly T[], { kind, text, rules }: Wanted<T>): T {
  for (const rule of rules) {
    const [found, ...others] = things.filter(rule);
    if (others.length > 0)
      throw new UsageError(`${quote(text)} means ${others.length + 1} ${kind}s: give the whole id of one`);
    if (found) return found;
  }
  throw new NotFoundError(`no ${kind} with name, id or short id ${quote(text)} was found`);
}
