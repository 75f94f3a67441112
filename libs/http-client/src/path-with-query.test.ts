import fc from 'fast-check';
import { parse } from 'node:querystring';
import { pathWithQuery } from './path-with-query';

test('without a query the path stays as it is', () => {
  expect(pathWithQuery('/a%20b')).toBe('/a%20b');
  expect(pathWithQuery('/a', { b: undefined, c: [] })).toBe('/a');
  expect(pathWithQuery('/a?b=1', { c: 2 })).toBe('/a?b=1&c=2');
});

test('any text is read back by the other side as it was', () => {
  const text = fc.string({ unit: 'grapheme', minLength: 1 });
  fc.assert(
    fc.property(text, text, (key, value) => {
      const [, query = ''] = pathWithQuery('/a', { [key]: value }).split('?');
      expect({ ...parse(query) }).toEqual({ [key]: value });
    }),
  );
});
