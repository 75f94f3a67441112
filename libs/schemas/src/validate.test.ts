import { Type } from '@sinclair/typebox';
import { CreateMachineDiskInput } from './create-disk-input';
import { ResizeMachineDiskInput } from './resize-disk-input';
import { compile } from './validate';

const checkResize = compile(ResizeMachineDiskInput);
const checkCreate = compile(CreateMachineDiskInput);

test('a good input comes back with its defaults', () => {
  expect(checkResize({ size: 20480 })).toEqual({ value: { size: 20480, dangerous_allow_shrink: false }, errors: [] });
});

test('the caller’s own object is left as it was', () => {
  const input = { size: 20480 };
  checkResize(input);
  expect(input).toEqual({ size: 20480 });
});

test('a misspelt flag is refused by name, so that it does not silently do nothing', () => {
  const { errors } = checkResize({ size: 1, dangrous_allow_shrink: true });
  expect(errors).toEqual([
    {
      field: 'dangrous_allow_shrink',
      code: 'Invalid',
      message: 'is not a known parameter; known are size, dangerous_allow_shrink',
    },
  ]);
});

test('a missing size is a missing parameter', () => {
  expect(checkCreate({}).errors).toEqual([{ field: 'size', code: 'MissingParameter', message: 'is required' }]);
});

test.each([
  ['text', '20480'],
  ['a fraction', 1.5],
  ['nothing', 0],
  ['less than nothing', -5],
  ['more than any pool', 2 ** 53],
  ['a list', [1]],
  ['null', null],
])('a size that is %s is refused once, with the rule', (_what, size) => {
  expect(checkCreate({ size }).errors).toEqual([
    {
      field: 'size',
      code: 'Invalid',
      message: 'must be a whole number of mebibytes from 1 to 1073741824, or "remaining"',
    },
  ]);
});

test('the word remaining is a size when a disk is created, not when it is resized', () => {
  expect(checkCreate({ size: 'remaining' }).errors).toEqual([]);
  expect(checkResize({ size: 'remaining' }).errors).toHaveLength(1);
});

test('a key of a thousand letters is not echoed whole', () => {
  expect(checkCreate({ size: 1, ['x'.repeat(1000)]: 1 }).errors[0]?.field.length).toBeLessThan(70);
});

test('an empty key that is not known is named all the same', () => {
  const check = compile(Type.Object({ a: Type.Object({}, { additionalProperties: false }) }));
  expect(check({ a: { '': 1 } }).errors).toEqual([
    { field: 'a.""', code: 'Invalid', message: 'is not a known parameter' },
  ]);
});
