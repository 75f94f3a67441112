import { parse } from 'node:querystring';
import type { Vm } from '@triton/schemas/vm';

const PREFIX = 'tag.';

/**
 * The `tag.KEY=VALUE` filters of a request target, as a test for VMs; `undefined` when it has none. `tag.KEY=*` asks that
 * the tag be there. Values are compared as text: a tag `true` is found by `tag.KEY=true`.
 */
export function tagFilter(url: string): ((vm: Pick<Vm, 'tags'>) => boolean) | undefined {
  const [, query = ''] = url.split('?', 2);
  const wanted = Object.entries(parse(query)).flatMap(([key, value]) =>
    key.startsWith(PREFIX) && typeof value === 'string' ? [[key.slice(PREFIX.length), value] as const] : [],
  );
  if (wanted.length === 0) return undefined;
  return ({ tags }) =>
    wanted.every(([key, value]) => Object.hasOwn(tags, key) && (value === '*' || String(tags[key]) === value));
}
