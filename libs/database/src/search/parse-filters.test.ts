import { parseLdapFilter } from './parse-ldap-filter';
import { parsePredicate } from './parse-predicate';

const brand = { op: 'match', attribute: 'brand', parts: ['bhyve'] };

test('a predicate and an LDAP filter say the same thing in two ways', () => {
  const asked = parsePredicate('{"and":[{"eq":["brand","bhyve"]},{"or":[{"ge":["ram",1024]},{"ne":["state","x"]}]}]}');
  expect(asked).toEqual(parseLdapFilter('(&(brand=bhyve)(|(ram>=1024)(!(state=x))))'));
  expect(parsePredicate('{"eq":["brand","bhyve"]}')).toEqual(brand);
});

test('in a predicate a star is a star', () => {
  expect(parsePredicate('{"eq":["alias","a*"]}')).toEqual({ op: 'match', attribute: 'alias', parts: ['a*'] });
  expect(parseLdapFilter('(alias=a*)')).toEqual({ op: 'match', attribute: 'alias', parts: ['a', ''] });
});

test.each([
  'x',
  '{}',
  '[]',
  'null',
  '{"eq":"brand"}',
  '{"eq":["brand"]}',
  '{"eq":["brand",{}]}',
  '{"eq":["brand","a","b"]}',
  '{"and":[]}',
  '{"and":[5]}',
  '{"like":["a","b"]}',
  '{"eq":["a","b"],"ne":["a","b"]}',
  '{"eq":["a","\\u0000"]}',
  `${'{"and":['.repeat(40)}{"eq":["a","b"]}${']}'.repeat(40)}`,
])('%s is no predicate', (text) => {
  expect(() => parsePredicate(text)).toThrow(expect.objectContaining({ code: 'InvalidArgument' }));
});

test.each(['', '(', '()', '(a=b', '(a=b))', '(&)', `${'(!'.repeat(40)}(a=b)${')'.repeat(40)}`])(
  '%j is no LDAP filter, and the field is named',
  (text) => {
    expect(() => parseLdapFilter(text, 'query')).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ field: 'query' })] }),
    );
  },
);
