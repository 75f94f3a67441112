// npm run docs: makes apps/*/openapi.json and the error tables of apps/*/README.md out of the tables of endpoints.
// With --check it changes nothing, and fails when something is not as it would be made.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { loadEndpointTables } from './endpoint-tables.mjs';
import { root } from './setup.mjs';
import { openapiFaults } from './openapi-faults.mjs';

const BEGIN = '<!-- errors: npm run docs writes this table -->';
const END = '<!-- errors end -->';

/** Answers what is wrong: with `check` also what is not up to date, else that is written. */
export async function docs({ check = false } = {}) {
  const faults = [];
  for (const { app, openapi, errors } of await loadEndpointTables()) {
    const made = [
      await madeFile(`apps/${app}/openapi.json`, () => JSON.stringify(openapi)),
      await madeFile(`apps/${app}/README.md`, (readme) => withErrors(readme, errors, faults, app)),
    ];
    for (const { path, text, current } of made) {
      if (text === current) continue;
      if (check) faults.push(`${path} is not what the endpoints say: run \`npm run docs\``);
      else writeFileSync(join(root, path), text);
    }
    const invalid = await openapiFaults(made[0].text, join(root, made[0].path));
    faults.push(...invalid.map((fault) => `apps/${app}/openapi.json: ${fault}`));
  }
  return faults;
}

/** The file as it should be, formatted as `npm run format` wants it. */
async function madeFile(path, textFor) {
  const filepath = join(root, path);
  const current = existsSync(filepath) ? readFileSync(filepath, 'utf8') : '';
  const text = await format(textFor(current), { ...(await resolveConfig(filepath)), filepath });
  return { path, text, current };
}

function withErrors(readme, errors, faults, app) {
  const [begin, end] = [readme.indexOf(BEGIN), readme.indexOf(END)];
  if (begin === -1 || end < begin) {
    faults.push(`apps/${app}/README.md: has no place for the table of errors, between ${BEGIN} and ${END}`);
    return readme;
  }
  return `${readme.slice(0, begin + BEGIN.length)}\n\n${errors}\n\n${readme.slice(end)}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const faults = await docs({ check: process.argv.includes('--check') });
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length === 0 ? 0 : 1;
}
