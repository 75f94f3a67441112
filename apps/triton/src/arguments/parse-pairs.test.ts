import { parsePairs } from './parse-pairs';

test.each([
  ['a=b', { 'tag.a': 'b' }],
  ['a=b=c', { 'tag.a': 'b=c' }],
  ['a=', { 'tag.a': '' }],
  ['a.b=c', { 'tag.a.b': 'c' }],
  ['a=true', { 'tag.a': true }],
  ['a=false', { 'tag.a': false }],
  ['a=True', { 'tag.a': 'True' }],
  ['a=7', { 'tag.a': 7 }],
  ['a=-1.5', { 'tag.a': -1.5 }],
  ['a=007', { 'tag.a': '007' }],
  ['a=1e5', { 'tag.a': '1e5' }],
  ['a=12345678901234567890', { 'tag.a': '12345678901234567890' }],
  ['a=NaN', { 'tag.a': 'NaN' }],
  ['__proto__=x', { 'tag.__proto__': 'x' }],
])('%s', (pair, flat) => {
  expect(parsePairs('tag', [pair])).toEqual(flat);
});

test('of a key that is given twice the last value counts', () => {
  expect(parsePairs('metadata', ['a=1', 'a=2'])).toEqual({ 'metadata.a': 2 });
});
