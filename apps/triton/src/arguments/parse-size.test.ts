import { LARGEST_SIZE_MIB } from '@triton/schemas/disk-size';
import fc from 'fast-check';
import { UsageError } from '../usage-error';
import { parseSize, parseSizeOrRemaining } from './parse-size';

const units = { '': 1, M: 1, MiB: 1, mb: 1, G: 1024, GiB: 1024, g: 1024, T: 1024 * 1024, TB: 1024 * 1024 };

test('every whole size with a unit is that many MiB, or refused when no disk could be so big', () => {
  const unit = fc.constantFrom(...Object.entries(units));
  fc.assert(
    fc.property(fc.nat(2_000_000_000), unit, (number, [name, mib]) => {
      const sizeMib = number * mib;
      if (sizeMib >= 1 && sizeMib <= LARGEST_SIZE_MIB) expect(parseSize(`${number}${name}`)).toBe(sizeMib);
      else expect(() => parseSize(`${number}${name}`)).toThrow(UsageError);
    }),
  );
});

test('any other text is refused, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(!/^[0-9]+([MGT](iB|B)?)?$/i.test(text));
      expect(() => parseSize(text)).toThrow(UsageError);
    }),
  );
});

test.each(['1.5G', '-1', '+1', ' 1', '1 G', '1K', '1P', '0x10', '1e3', '', '٣', '0G', '9'.repeat(400)])(
  '%j is refused',
  (text) => expect(() => parseSize(text)).toThrow('is not a size: give whole mebibytes (20480)'),
);

test('"remaining" is a size where all the space may be had', () => {
  expect(parseSizeOrRemaining('remaining')).toBe('remaining');
  expect(parseSizeOrRemaining('2G')).toBe(2048);
  expect(() => parseSizeOrRemaining('Remaining')).toThrow(UsageError);
});
