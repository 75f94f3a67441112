import { VersionNegotiator } from './version-negotiator';

const negotiator = new VersionNegotiator(['7.0.0', '9.0.0', '9.4.3', '8.0.0']);

test('the newest is the newest, whatever the order of the list', () => {
  expect(negotiator.latest).toBe('9.4.3');
});

test('X-Api-Version is asked only where Accept-Version is silent, and blanks are silence', () => {
  expect(negotiator.wishOf({ 'accept-version': '8', 'x-api-version': '7' })).toBe('8');
  expect(negotiator.wishOf({ 'x-api-version': ' 7 ' })).toBe('7');
  expect(negotiator.wishOf({ 'accept-version': ' ' })).toBeUndefined();
  expect(negotiator.wishOf({})).toBeUndefined();
});

test.each([
  [undefined, undefined, '9.4.3'],
  ['~9||~8', '8.0.0', '9.4.3'],
  ['8', '8.0.0', '8.0.0'],
  ['8', '9.0.0', undefined],
  ['<9.4', '9.4.3', undefined],
  [undefined, '10.0.0', undefined],
])('the wish %s since %s is %s', (wish, since, version) => {
  expect(negotiator.choose(wish, since)).toBe(version);
  // The second answer is the remembered one.
  expect(negotiator.choose(wish, since)).toBe(version);
});

test('any number of different wishes is answered rightly', () => {
  for (let minor = 0; minor < 1200; minor++) expect(negotiator.choose(`>=8.${minor}.0 <9.1`)).toBe('9.0.0');
});
