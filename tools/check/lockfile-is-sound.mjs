// What `npm ci` installs is what was looked at: every package pinned, with the digest of its content, from the registry that
// the machine is set up for and nowhere else; and no package runs a script at installation that package.json does not name.
// Another root may be given, as its test does.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { report } from '../source-files.mjs';
import { root as ownRoot } from '../setup.mjs';

const EXACT = /^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/;
const STRONG = /^sha512-[A-Za-z0-9+/]{86}==$/;
const DEPENDENCIES = ['dependencies', 'devDependencies', 'optionalDependencies'];
const OURS = { os: ['linux', 'darwin'], cpu: ['x64', 'arm64'] };

const root = process.argv[2] ?? ownRoot;
const read = (...path) => JSON.parse(readFileSync(join(root, ...path), 'utf8'));
const manifest = read('package.json');
const lock = read('package-lock.json');
const isWorkspace = (path) => path === '' || !path.startsWith('node_modules/');

const faults = lock.lockfileVersion === 3 ? [] : [`package-lock.json is of version ${lock.lockfileVersion}, not 3`];
for (const [path, entry] of Object.entries(lock.packages)) {
  const at = `package-lock.json, ${path}`;
  if (isWorkspace(path)) faults.push(...faultsOfWorkspace(path, entry));
  else if (entry.link) {
    if (!isWorkspace(entry.resolved) || !(entry.resolved in lock.packages)) faults.push(`${at}: links to no workspace`);
  } else {
    if (!EXACT.test(entry.version)) faults.push(`${at}: ${entry.version} is no version`);
    if (!STRONG.test(entry.integrity)) faults.push(`${at}: has no SHA-512 of its content`);
    // Without `resolved` npm asks the configured registry, and the digest decides.
    if (entry.resolved !== undefined) faults.push(`${at}: names where it comes from`);
    if (entry.hasInstallScript && isForUs(entry) && !(nameOf(path, entry) in (manifest.allowScripts ?? {}))) {
      faults.push(`${at}: has an install script that allowScripts of package.json says nothing about`);
    }
  }
}
if (existsSync(join(root, '.npmrc')) && /registry|_auth|_password/i.test(readFileSync(join(root, '.npmrc'), 'utf8'))) {
  faults.push('.npmrc: the registry and its credentials are the machine’s to know');
}
report(faults);

/** Its manifest pins what it asks for, and the lock was made from that manifest. */
function faultsOfWorkspace(path, locked) {
  const file = join(path, 'package.json');
  const wanted = read(file);
  const found = [];
  for (const kind of DEPENDENCIES) {
    for (const [name, version] of Object.entries(wanted[kind] ?? {})) {
      if (!EXACT.test(version)) found.push(`${file}: ${name} is ${version}, which is not one version`);
      if (locked[kind]?.[name] !== version)
        found.push(`package-lock.json: knows nothing of ${name} ${version} in ${file}`);
    }
  }
  for (const [name, version] of Object.entries(wanted.overrides ?? {})) {
    if (typeof version !== 'string' || !EXACT.test(version))
      found.push(`${file}: the override of ${name} is not one version`);
  }
  return found;
}

function isForUs(entry) {
  return Object.entries(OURS).every(([kind, ours]) => !entry[kind] || entry[kind].some((one) => ours.includes(one)));
}

function nameOf(path, { name }) {
  return name ?? path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}
