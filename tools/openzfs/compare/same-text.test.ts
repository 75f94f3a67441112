import { sameComplaint, sameText } from './same-text';

test.each([
  ['the same', 'a\tb\n', 'a\tb\n', 0, true],
  ['another word', 'quota none', 'quota 1G', 4096, false],
  ['a byte more where nothing was written', '24576', '24577', 0, false],
  ['some sectors more where something was', '1048576', '1049600', 4096, true],
  ['a block more', '1048576', '1056768', 4096, false],
  ['the last digit of a number for people', '2.19M', '2.18M', 4096, true],
  ['two of them', '2.19M', '2.17M', 4096, false],
  ['what a whole pool has left', '3178235499520', '3178230000000', 0, true],
  ['padding, where widths follow numbers', 'NAME  1.5M', 'NAME   1.5M', 4096, true],
  ['padding, where no number may differ', 'NAME  1.5M', 'NAME   1.5M', 0, false],
  [
    'help behind a usage',
    'x\nThe following properties are supported:\n\nabc\n',
    'x\nThe following properties are supported:\n',
    0,
    true,
  ],
])('outputs: %s', (_what, real, simulated, slackBytes, same) => {
  expect(sameText(real, simulated, slackBytes)).toBe(same);
});

test('the lines of a complaint may come in any order, and no line may be missing', () => {
  expect(sameComplaint('no\na\nb\n', 'no\nb\na\n')).toBe(true);
  expect(sameComplaint('no\na\nb\n', 'no\na\n')).toBe(false);
});
