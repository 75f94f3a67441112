import { etagOfValue, matchesEtag } from './etag';

test('equal values have the same version, others have others', () => {
  expect(etagOfValue({ a: 1 })).toBe(etagOfValue({ a: 1 }));
  expect(etagOfValue({ a: 1 })).not.toBe(etagOfValue({ a: 2 }));
  expect(etagOfValue([])).toMatch(/^"[\w-]{22}"$/);
});

test.each([
  ['"1"', true],
  ['W/"1"', true],
  ['"0" , "1"', true],
  ['*', true],
  ['"0"', false],
  ['1', false],
  ['', false],
])('If-Match: %s against "1" is %s', (ifMatch, matches) => {
  expect(matchesEtag(ifMatch, '"1"')).toBe(matches);
});
