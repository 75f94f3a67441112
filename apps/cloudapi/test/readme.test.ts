import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { endpoints } from '../src/endpoints';

const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');

/** The first cell of each row of the table under a heading. */
function firstCells(heading: string): string[] {
  const [, section = ''] = readme.split(`\n## ${heading}\n`);
  const [table = ''] = section.split('\n## ');
  return [...table.matchAll(/^\| `(\w+)`/gm)].map(([, cell = '']) => cell).sort();
}

test('the README lists every operation, and none that is gone', () => {
  expect(firstCells('Operations')).toEqual(endpoints.map(({ name }) => name).sort());
});
