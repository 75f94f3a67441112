import fc from 'fast-check';
import { printable } from './printable';
import { quote } from './quote';

test('control characters are written out, everything else stays', () => {
  expect(printable('a\u001b[2Jb\u0000\u009b\u007f\tü\u{1f600}\n')).toBe(
    'a\\u001b[2Jb\\u0000\\u009b\\u007f\tü\u{1f600}\n',
  );
});

test('JSON stays the same JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const text = JSON.stringify(value);
      expect(JSON.stringify(JSON.parse(printable(text)))).toBe(text);
    }),
  );
});

test('a quoted text is one short line', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 1000 }), (text) => {
      const quoted = quote(text);
      expect(quoted).not.toMatch(/\n|\r/);
      expect(quoted.length).toBeLessThan(500);
    }),
  );
  expect(quote('a"b')).toBe('"a\\"b"');
});
