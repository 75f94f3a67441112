import { type Static, Type } from '@sinclair/typebox';
import { listReply } from './list-reply';

/** `limit` and `offset`, which every list without an ETag takes. */
export const Page = {
  limit: Type.Integer({ minimum: 1, maximum: 1000, default: 1000 }),
  offset: Type.Integer({ minimum: 0, maximum: 1_000_000_000, default: 0 }),
};
export const PageQuery = Type.Object(Page);
export type PageQuery = Static<typeof PageQuery>;

/** The page of a list that is at hand as a whole. */
export function pageReply(items: readonly unknown[], { limit, offset }: PageQuery) {
  return listReply(items.slice(offset, offset + limit), { 'x-query-limit': String(limit) });
}
