import fc from 'fast-check';

import { formatSize } from './format-size';
import { parseSize } from './parse-size';

test.each([
  ['10G', 10737418240],
  ['1.5g', 1610612736],
  ['512', 512],
  ['64KiB', 65536],
  ['64kb', 65536],
  ['8b', 8],
  ['0', 0],
])('%s means %d bytes', (text, bytes) => {
  expect(parseSize(text)).toBe(bytes);
});

test.each([
  ['ten', "bad numeric value 'ten'"],
  ['-1', "bad numeric value '-1'"],
  ['', "bad numeric value ''"],
  ['10X', "invalid numeric suffix 'X'"],
  ['10GG', "invalid numeric suffix 'GG'"],
  ['99999999E', 'numeric value is too large'],
])('%s is refused: %s', (text, fault) => {
  expect(parseSize(text)).toEqual({ fault });
});

test.each([
  [24576, '24K'],
  [1203634176, '1.12G'],
  [105910272, '101M'],
  [3177870781952, '2.89T'],
  [512, '512'],
  [0, '0'],
  [10737418240, '10G'],
])('%d is printed as %s', (bytes, text) => {
  expect(formatSize(bytes)).toBe(text);
});

test('what is printed has five characters at most and is no more than half a last digit off', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 52 }), (bytes) => {
      const text = formatSize(bytes);
      expect(text.length).toBeLessThanOrEqual(5);
      const parsed = parseSize(text);
      expect(Math.abs(Number(parsed) - bytes)).toBeLessThanOrEqual(Math.max(1, bytes * 0.01));
    }),
  );
});
