// npm run openzfs: holds our simulated ZFS and vmadm to the real OpenZFS, in an emulated Debian. Takes some minutes to
// build the machine (once) and some more for each run.
//   --seed N, --commands N   another random sequence (default 1 and 600)
//   --only NAME,…            contract, sessions, reservations, vmadm-life or random
//   --record                 keep what ZFS says to the sessions as their new recordings
//   --rebuild                make the machine anew
//   --compare-only           compare the last recording again, without booting
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
const LAST_RESULT = join(import.meta.dirname, 'last-result.json');

async function main() {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      commands: { type: 'string', default: '600' },
      only: { type: 'string', default: PROGRAMS.join(',') },
      record: { type: 'boolean', default: false },
      rebuild: { type: 'boolean', default: false },
      'compare-only': { type: 'boolean', default: false },
    },
  });
  await setUp();
  mkdirSync(CACHE, { recursive: true });
  const recordFile = join(CACHE, 'last-record.json');
  const only = values.only.split(',');
  if (!values['compare-only']) writeFileSync(recordFile, JSON.stringify(await record(values, only)));
  const { versions, results } = JSON.parse(readFileSync(recordFile, 'utf8'));
  if (results.random)
    results.differences = await step('compare with the simulated pool', () => compare(results.random));

  const { lines, result, passed } = summarize({ versions, results, only });
  if (values.record && results.sessions) keepSessions(results.sessions);
  console.log(lines.join('\n'));
  if (PROGRAMS.every((name) => only.includes(name))) {
    writeFileSync(LAST_RESULT, `${JSON.stringify(result, undefined, 2)}\n`);
  }
  process.exitCode = passed ? 0 : 1;
}

async function record({ seed, commands, rebuild }, only) {
  if (process.getuid?.() !== 0) throw new Error('building the machine takes root');
  await step('programs of the host', installHostPackages);
  const machine = await step('machine', () => buildImage(CACHE, { rebuild }));
  const options = { seed: Number(seed), commands: Number(commands), only };
  return step(`in the machine: ${only.join(', ')}`, () => recordInMachine(machine, join(CACHE, 'share'), options));
}

async function compare(recording) {
  const files = ['recording.json', 'differences.json'].map((name) => join(CACHE, name));
  writeFileSync(files[0], JSON.stringify(recording));
  await bundlePrograms({ compare: 'tools/openzfs/compare/main.ts' }, CACHE);
  await run(process.execPath, [join(CACHE, 'compare.cjs'), ...files]);
  return JSON.parse(readFileSync(files[1], 'utf8'));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
