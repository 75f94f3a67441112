import { parse } from 'node:querystring';
import type { Vm } from '@triton/schemas/vm';

const PREFIX = 'tag.';

/**
 * The `tag.KEY=VALUE` filters of a request target, as a test for VMs; `undefined` when it has none. `tag.KEY=*` asks that
 * the tag be there, `tags=*` that there be any. Values are compared as text: a tag `true` is found by `tag.KEY=true`.
 */
export function tagFilter(url: string): ((vm: Pick<Vm, 'tags'>) => boolean) | undefined {
  const [, query = ''] = url.split('?', 2);
  const given = parse(query);
  const wanted = Object.entries(given).flatMap(([key, value]) =>
    key.startsWith(PREFIX) && typeof value === 'string' ? [[key.slice(PREFIX.length), value] as const] : [],
  );
  const wantsAny = given.tags === '*';
  if (wanted.length === 0 && !wantsAny) return undefined;
  return ({ tags }) =>
    (!wantsAny || Object.keys(tags).length > 0) &&
    wanted.every(([key, value]) => Object.hasOwn(tags, key) && (value === '*' || String(tags[key]) === value));
}
