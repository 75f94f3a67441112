import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorRegistry } from './error-registry';

/** Code and status of each class, as its file says them. */
const classes = readdirSync(__dirname)
  .filter((name) => name.endsWith('-error.ts'))
  .map((name) => ({ name, text: readFileSync(join(__dirname, name), 'utf8') }))
  .filter(({ text }) => text.includes('extends TritonError'))
  .map(({ name, text }) => {
    const [, code = name] = /readonly code = '(\w+)'/.exec(text) ?? [];
    const [, status = '0'] = /readonly status = (\d+)/.exec(text) ?? [];
    return [code, Number(status)] as const;
  })
  .sort(([one], [other]) => (one < other ? -1 : 1));

test('the registry has the code and the status of every class, and no others', () => {
  const registered = Object.entries(errorRegistry).map(([code, { status }]) => [code, status]);
  expect(registered).toEqual(classes);
});

test('meanings are half sentences that fit into a table', () => {
  for (const { meaning } of Object.values(errorRegistry)) {
    expect(meaning).toMatch(/^[a-z`][^|\n]{8,}[^.]$/);
  }
});
