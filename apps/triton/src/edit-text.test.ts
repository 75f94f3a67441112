import { editText } from './edit-text';

const PATH = process.env.PATH ?? '';

test('the editor gets a file of that name, and what it writes is the answer', async () => {
  const EDITOR = `sh -c 'printf "%s is now %s" "$(cat "$0")" "$(basename "$0")" > "$0"'`;
  expect(await editText('old', 'home.json', { PATH, EDITOR })).toBe('old is now home.json');
});

test('VISUAL goes before EDITOR, and may have options', async () => {
  expect(await editText('a b', 'x', { PATH, EDITOR: 'false', VISUAL: "sed -i -e 's/b/c/'" })).toBe('a c');
});

test('an editor that fails changes nothing', async () => {
  await expect(editText('a', 'x', { PATH, EDITOR: 'false' })).rejects.toThrow('the editor (false) failed');
});
