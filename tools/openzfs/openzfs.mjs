// npm run openzfs: holds our simulated ZFS and vmadm to the real OpenZFS, in an emulated Debian. Takes some minutes to
// build the machine (once) and some more for each run.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { run } from '../run.mjs';
import { setUp } from '../setup.mjs';
import { step } from '../step.mjs';
import { bundlePrograms } from './bundle-programs.mjs';
import { buildImage } from './machine/build-image.mjs';
import { installHostPackages } from './machine/host-packages.mjs';
import { PROGRAMS, recordInMachine } from './record-in-machine.mjs';
import { keepSessions } from './recorded-sessions.mjs';
import { summarize } from './summarize.mjs';

const CACHE = process.env.OPENZFS_CACHE ?? '/var/cache/triton-openzfs';
const USAGE = `Usage: npm run openzfs -- [OPTIONS]
  --seeds N,…       other random sequences (default 1,2,3)
  --commands N      how many commands of each, at least (default 200)
  --only NAME,…     ${PROGRAMS.join(', ')}
  --record          keep what ZFS says to the sessions as their new recordings
  --rebuild         make the machine anew
  --compare-only    compare the last recording again, without booting
  --help            this`;
const LAST_RESULT = join(import.meta.dirname, 'last-result.json');

async function main() {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1,2,3' },
      commands: { type: 'string', default: '200' },
      only: { type: 'string', default: PROGRAMS.join(',') },
      record: { type: 'boolean', default: false },
      rebuild: { type: 'boolean', default: false },
      'compare-only': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return console.log(USAGE);
  const only = values.only.split(',');
  const unknown = only.filter((name) => !PROGRAMS.includes(name));
  if (unknown.length > 0) {
    console.error(`openzfs: --only ${unknown.join(',')}: there is no such program; there are ${PROGRAMS.join(', ')}`);
    process.exitCode = 2;
    return;
  }
  await setUp();
  mkdirSync(CACHE, { recursive: true });
  const recordFile = join(CACHE, 'last-record.json');
  if (!values['compare-only']) writeFileSync(recordFile, JSON.stringify(await record(values, only)));
  const { versions, results } = JSON.parse(readFileSync(recordFile, 'utf8'));
  if (results.random)
    results.differences = await step('compare with the simulated pool', () => compare(results.random));

  const { lines, result, passed } = summarize({ versions, results, only });
  if (values.record && results.sessions) keepSessions(results.sessions);
  console.log(lines.join('\n'));
  keepResult(result);
  process.exitCode = passed ? 0 : 1;
}

async function record({ seeds, commands, rebuild }, only) {
  if (process.getuid?.() !== 0) throw new Error('building the machine takes root');
  await step('programs of the host', installHostPackages);
  const machine = await step('machine', () => buildImage(CACHE, { rebuild }));
  const options = { seeds: seeds.split(',').map(Number), commands: Number(commands), only };
  return step(`in the machine: ${only.join(', ')}`, () => recordInMachine(machine, join(CACHE, 'share'), options));
}

/** What was not run this time keeps its last result. */
function keepResult(result) {
  const { random = [], ...before } = JSON.parse(readFileSync(LAST_RESULT, 'utf8'));
  const seeds = new Set(result.random?.map(({ seed }) => seed));
  const all = [...random.filter(({ seed }) => !seeds.has(seed)), ...(result.random ?? [])];
  const merged = { ...before, ...result, random: all.sort((a, b) => a.seed - b.seed) };
  writeFileSync(LAST_RESULT, `${JSON.stringify(merged, undefined, 2)}\n`);
}

async function compare(recording) {
  const files = ['recording.json', 'differences.json'].map((name) => join(CACHE, name));
  writeFileSync(files[0], JSON.stringify(recording));
  await bundlePrograms({ compare: 'tools/openzfs/compare/main.ts' }, CACHE);
  await run(process.execPath, [join(CACHE, 'compare.cjs'), ...files]);
  return JSON.parse(readFileSync(files[1], 'utf8'));
}

// The machine goes with us.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(130));

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
