// docker-compose.yml runs every service, from bundles that exist, with environment variables that the service knows, and
// with every variable it cannot do without. Who asks shows a credential, and who is asked wants one. Node gets the same
// options in a container as in a development stack.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { report } from '../source-files.mjs';
import { root } from '../setup.mjs';

// The parser that Nx brings: a package of our own for one check would be one too many.
const { parse } = createRequire(createRequire(import.meta.url).resolve('nx/package.json'))('yaml');
const entryPoints = JSON.parse(readFileSync(join(root, 'tools', 'entry-points.json'), 'utf8'));
const ONCE = ['secrets', 'seed']; // they run to their end
const NEEDED = ['postgres', 'redis', 'papi', 'cnapi', 'vmapi', 'vmapi-runner', 'cloudapi', 'cn0', 'cn1', ...ONCE];
// Read by libs/logging, in every process.
const EVERYWHERE = ['LOG_LEVEL', 'NODE_ENV'];

const { services } = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
const faults = NEEDED.filter((name) => !(name in services)).map((name) => `docker-compose.yml has no service ${name}`);

for (const [name, { command, environment = {}, depends_on = {}, healthcheck, build }] of Object.entries(services)) {
  for (const other of Object.keys(depends_on)) {
    const { condition } = depends_on[other];
    if (!(other in services)) faults.push(`${name} depends on ${other}, which is not there`);
    else if (condition === 'service_healthy' && !services[other].healthcheck) {
      faults.push(`${name} waits for ${other} to be healthy, but that has no health check`);
    }
  }
  if (build === undefined) continue;
  const bundle = /^dist\/(.+)\.cjs$/.exec(command.at(-1))?.[1];
  const source = entryPoints[bundle];
  if (source === undefined) {
    faults.push(`${name} runs ${command.at(-1)}, which is no bundle of tools/entry-points.json`);
    continue;
  }
  if (healthcheck === undefined && !ONCE.includes(name)) faults.push(`${name} has no health check`);
  const known = variablesOf(source);
  const set = Object.keys(environment).map((variable) =>
    known.has(variable) ? variable : variable.replace(/_FILE$/, ''),
  );
  for (const variable of set) {
    if (!known.has(variable) && !EVERYWHERE.includes(variable)) faults.push(`${name}: ${source} knows no ${variable}`);
  }
  for (const [variable, required] of known) {
    const secured = variable === 'SERVICE_TOKEN' || (variable === 'CALLERS_FILE' && bundle !== 'vmapi-runner');
    if ((required || secured) && !set.includes(variable))
      faults.push(`${name}: ${variable} is not set, and ${source} needs it`);
  }
  if (set.includes('TRUST_LOOPBACK')) faults.push(`${name}: TRUST_LOOPBACK is for development`);
}
const options = /^const NODE_OPTIONS = \[([\s\S]*?)\];/m.exec(readOrEmpty('libs/dev-stack/src/stack-services.ts'))?.[1];
const entry = /^ENTRYPOINT \["node", (.*)\]$/m.exec(readOrEmpty('Dockerfile'))?.[1];
if (words(options) !== words(entry)) faults.push(`Dockerfile starts Node with ${words(entry)}, not ${words(options)}`);
report(faults);

function words(list = '') {
  return [...list.matchAll(/--[a-z0-9=-]+/g)].join(' ');
}

/**
 * The members of `const Env = Type.Object({…})` in an app's config.ts or its entry point, and of what is spread into it from
 * `libs/config`; true: required.
 */
function variablesOf(source) {
  const files = [join(dirname(source), 'config.ts'), source];
  const text = files.map(readOrEmpty).find((content) => /const Env = Type\.Object\(/.test(content));
  if (text === undefined) {
    faults.push(`${source}: no Env schema was found in ${files.join(' or ')}`);
    return new Map();
  }
  const body = /const Env = Type\.Object\(\{([\s\S]*?)\n\}/.exec(text)[1];
  const spread = [...body.matchAll(/^ {2}\.\.\.(\w+)Env,/gm)].map(([, name]) =>
    readOrEmpty(`libs/config/src/${name}-env.ts`).replace(/^[\s\S]*?Env = \{|\n\};[\s\S]*$/g, ''),
  );
  return new Map([body, ...spread].flatMap(membersOf));
}

function membersOf(body) {
  const members = [...body.matchAll(/^ {2}([A-Z][A-Z0-9_]*):([\s\S]*?)(?=^ {2}[A-Z.]|(?![\s\S]))/gm)];
  return members.map(([, name, type]) => [name, !/Optional\(|default:/.test(type)]);
}

function readOrEmpty(path) {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return '';
  }
}
