import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(import.meta.dirname, '..', '..', 'libs', 'zfs', 'src', 'testing');
/** Half a GiB of random data would take the machine too long. */
const TOO_LARGE = new Set(['recorded-written-volumes.txt']);
/** Facts of one pool at one time. */
const INCOMPARABLE = /\t(creation|createtxg|guid|objsetid)\t/;
/** Children, snapshots and clones are named in the order of the kernel's hashes, which differs from pool to pool. */
const UNORDERED = /^\$ zfs (destroy|snapshot|rollback)\b/;

/** Names and texts of the recorded sessions that can be run again. */
export function recordedSessions() {
  const names = readdirSync(DIRECTORY).filter((name) => /^recorded-.*\.txt$/.test(name) && !TOO_LARGE.has(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(DIRECTORY, name), 'utf8')]));
}

/** Keeps what ZFS said as the new recordings. */
export function keepSessions(sessions) {
  for (const [name, text] of Object.entries(sessions))
    writeFileSync(join(DIRECTORY, name), comparable(text).join('\n'));
}

/** Where ZFS says something else than the recording. */
export function sessionDifferences(sessions, recorded = recordedSessions()) {
  return Object.entries(sessions).flatMap(([name, text]) => {
    const [now, then] = [commandsOf(text), commandsOf(recorded[name] ?? '')];
    const at = now.findIndex((command, index) => command !== then[index]);
    if (at === -1 && now.length === then.length) return [];
    return [`${name}, command ${at + 1}:\n${now[at]}\nrecorded as\n${then[at]}`];
  });
}

/** Each command with what it said, without what differs from pool to pool. */
function commandsOf(text) {
  const commands = comparable(text)
    .join('\n')
    .split(/^(?=\$ zfs)/m);
  return commands.map((command) => {
    const [line, ...output] = command.split('\n');
    const told = output.filter((one) => !isOfThePool(one));
    return [line, ...(UNORDERED.test(line) ? told.sort() : told)].join('\n');
  });
}

function comparable(text) {
  return text.split('\n').filter((line) => !INCOMPARABLE.test(line));
}

/** What a whole pool has left changes with what it went through. */
function isOfThePool(line) {
  return /\b\d{13}\b/.test(line);
}
