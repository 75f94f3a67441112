import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const DIRECTORY = join(import.meta.dirname, '..', '..', 'libs', 'zfs', 'src', 'testing');
/** Half a GiB of random data would take the machine too long. */
const TOO_LARGE = new Set(['recorded-written-volumes.txt']);
/** Facts of one pool at one time. */
const INCOMPARABLE = /\t(creation|createtxg|guid|objsetid)\t/;

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
    const [now, then] = [comparable(text), comparable(recorded[name])];
    const at = now.findIndex((line, index) => line !== then[index] && !isOfThePool(line));
    if (at === -1 && now.length === then.length) return [];
    return [`${name}, line ${at + 1}: ${JSON.stringify(now[at])}, recorded as ${JSON.stringify(then[at])}`];
  });
}

function comparable(text) {
  return text.split('\n').filter((line) => !INCOMPARABLE.test(line));
}

/** What a whole pool has left changes with what it went through. */
function isOfThePool(line) {
  return /\b\d{13}\b/.test(line);
}
