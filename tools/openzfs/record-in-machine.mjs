import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundlePrograms } from './bundle-programs.mjs';
import { bootMachine } from './machine/boot.mjs';
import { copyNode } from './machine/copy-node.mjs';
import { recordedSessions } from './recorded-sessions.mjs';

export const PROGRAMS = ['contract', 'sessions', 'reservations', 'vmadm-life', 'random'];
/** On a quiet machine everything takes ten minutes. */
const TIMEOUT_MS = 4 * 60 * 60_000;

/** Runs the programs in the machine. Answers what each of them left: `undefined` when it ended badly. */
export async function recordInMachine(machine, share, { seeds, commands, only = PROGRAMS }) {
  rmSync(share, { recursive: true, force: true });
  for (const name of ['out', 'programs', 'node']) mkdirSync(join(share, name), { recursive: true });
  await copyNode(join(share, 'node'));
  const guest = (name) => `tools/openzfs/guest/${name}.ts`;
  const entryPoints = Object.fromEntries(only.map((name) => [name, guest(name)]));
  await bundlePrograms({ ...entryPoints, vmadm: 'apps/vmadm/src/main.ts' }, join(share, 'programs'));
  writeFileSync(join(share, 'programs', 'order.txt'), `${only.join('\n')}\n`);
  writeFileSync(join(share, 'programs', 'random-options.json'), JSON.stringify({ seeds, commands }));
  mkdirSync(join(share, 'programs', 'sessions'));
  for (const [name, text] of Object.entries(recordedSessions())) {
    writeFileSync(join(share, 'programs', 'sessions', name), text);
  }
  copyFileSync(join(import.meta.dirname, 'guest', 'run.sh'), join(share, 'run.sh'));
  await bootMachine(machine, share, { timeoutMs: TIMEOUT_MS });
  const read = (name) => (existsSync(join(share, 'out', name)) ? readFileSync(join(share, 'out', name), 'utf8') : '');
  const ended = Object.fromEntries(
    read('exit-codes.txt')
      .split('\n')
      .map((line) => line.split(' ')),
  );
  const [zfs = '', kernel = '', node = ''] = read('versions.txt').split('\n');
  const results = Object.fromEntries(
    only.map((name) => [name, ended[name] === '0' ? JSON.parse(read(`${name}.json`)) : undefined]),
  );
  return { versions: { zfs, kernel, node }, results };
}
