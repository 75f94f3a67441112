import { tagFilter } from './tag-filter';

const passes = (query: string, tags: Record<string, unknown>) => tagFilter(`/acme/machines?${query}`)?.({ tags });

test('a request without tags in its query filters nothing', () => {
  expect(tagFilter('/acme/machines')).toBeUndefined();
  expect(tagFilter('/acme/machines?name=tag.x')).toBeUndefined();
});

test.each([
  ['tag.role=db', { role: 'db' }, true],
  ['tag.role=db', { role: 'web' }, false],
  ['tag.role=db', {}, false],
  ['tag.role=*', { role: 'web' }, true],
  ['tag.shard=3', { shard: 3 }, true],
  ['tag.live=true', { live: true }, true],
  ['tag.role=db&tag.shard=3', { role: 'db', shard: 4 }, false],
  ['tag.a%20b=c%26d', { 'a b': 'c&d' }, true],
  ['tag.toString=*', {}, false],
  ['tag.__proto__=*', {}, false],
])('%s of %j: %s', (query, tags, expected) => {
  expect(passes(query, tags)).toBe(expected);
});
