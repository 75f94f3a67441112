import { etagOfValue } from '@triton/http-server/etag';
import { reply } from '@triton/http-server/reply';

/** A page of a list. Shipped clients take `x-resource-count` as the number of items on the page, not in all. */
export function listReply(items: readonly unknown[], headers: Record<string, string> = {}) {
  return reply(items, { headers: { 'x-resource-count': String(items.length), ...headers } });
}

/** A whole list, whose ETag is good for adding to it. */
export function versionedList(items: readonly unknown[]) {
  return listReply(items, { ETag: etagOfValue(items) });
}
