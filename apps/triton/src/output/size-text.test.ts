import { sizeText } from './size-text';

test.each([
  [0, '0M'],
  [1023, '1023M'],
  [1024, '1G'],
  [1536, '1.5G'],
  [102_400, '100G'],
  [1_048_576, '1T'],
  [1_600_000, '1.5T'],
])('%i MiB is %s', (sizeMib, text) => expect(sizeText(sizeMib)).toBe(text));
