import { type TSchema, Type } from '@sinclair/typebox';
import fc from 'fast-check';
import { coerceStrings } from './coerce-strings';

const SizeOrRemaining = Type.Union([Type.Integer(), Type.Literal('remaining')]);

test.each<[TSchema, unknown, unknown]>([
  [Type.Integer(), '5', 5],
  [Type.Number(), '-0.5', -0.5],
  [Type.Integer(), '', ''],
  [Type.Integer(), '0x10', '0x10'],
  [Type.Integer(), '1e3', '1e3'],
  [Type.Integer(), ' 5', ' 5'],
  [Type.Integer(), '05', '05'],
  [Type.Integer(), '99999999999999999999', '99999999999999999999'],
  [Type.Boolean(), 'true', true],
  [Type.Boolean(), 'false', false],
  [Type.Boolean(), '1', '1'],
  [Type.Boolean(), 'TRUE', 'TRUE'],
  [Type.String(), '5', '5'],
  [Type.String(), 'true', 'true'],
  [SizeOrRemaining, '5', 5],
  [SizeOrRemaining, 'remaining', 'remaining'],
  [Type.Union([Type.Integer(), Type.String()]), '5', '5'],
  [Type.Array(Type.Integer()), ['1', 'x'], [1, 'x']],
  [Type.Array(Type.Boolean()), 'true', [true]],
  [Type.Unknown(), '5', '5'],
])('%j reads %j as %j', (schema, text, value) => {
  expect(coerceStrings(text, schema)).toEqual(value);
});

test('every whole number that JSON carries exactly is read back', () => {
  fc.assert(
    fc.property(fc.maxSafeInteger(), (number) => {
      expect(coerceStrings(String(number), Type.Integer())).toBe(number);
    }),
  );
});
