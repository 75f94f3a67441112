import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `usage: npm run bench -- [--only node|latency|sustained] [--seconds N] [--vms N] [--in-flight N]
                        [--zfs-delay-ms MS] [--out FILE] [--strict]

  --only WHICH        node: vmadm and the simulated zfs by themselves; latency: one resize at a time;
                      sustained: many at once, beside a bare service
  --seconds N         how long each sustained load is measured (30)
  --vms N             machines it is spread over (200)
  --in-flight N       operations under way at any moment (32)
  --zfs-delay-ms MS   how long a simulated zfs command takes at least (0)
  --out FILE          the numbers as JSON (bench.json)
  --strict            a target that is not met makes the exit code 1

DATABASE_URL and REDIS_URL, when set, name servers to use instead of our own.`;

const OPTIONS = {
  only: { type: 'string' },
  seconds: { type: 'string', default: '30' },
  vms: { type: 'string', default: '200' },
  'in-flight': { type: 'string', default: '32' },
  'zfs-delay-ms': { type: 'string', default: '0' },
  out: { type: 'string', default: 'bench.json' },
  strict: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
};

/** The options of `npm run bench`. Ends the process when they cannot be understood (2) or only help is wanted (0). */
export function benchOptions(args, { env = process.env } = {}) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS, allowPositionals: false });
    if (values.help) return end(0, USAGE);
    if (values.only !== undefined && !['node', 'latency', 'sustained'].includes(values.only)) {
      throw new Error(`--only must be node, latency or sustained, not ${JSON.stringify(values.only)}`);
    }
    const vms = whole('vms', values.vms, 1, 500);
    const inFlight = whole('in-flight', values['in-flight'], 1, 500);
    if (inFlight > vms) throw new Error('--in-flight must not be more than --vms: a machine is changed once at a time');
    // npm changes to the top directory; a path is meant from where the user stands.
    const here = env.npm_lifecycle_event === 'bench' ? (env.INIT_CWD ?? process.cwd()) : process.cwd();
    return {
      only: values.only,
      seconds: whole('seconds', values.seconds, 1, 3600),
      vms,
      inFlight,
      zfsDelayMs: whole('zfs-delay-ms', values['zfs-delay-ms'], 0, 600_000),
      outFile: resolve(here, values.out),
      strict: values.strict,
      databaseUrl: env.DATABASE_URL,
      redisUrl: env.REDIS_URL,
    };
  } catch (error) {
    return end(2, `${error.message}\n\n${USAGE}`);
  }
}

function whole(name, text, least, most) {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= least && number <= most) return number;
  throw new Error(`--${name} must be a whole number from ${least} to ${most}, not ${JSON.stringify(text)}`);
}

function end(exitCode, text) {
  (exitCode === 0 ? console.log : console.error)(text);
  process.exit(exitCode);
}
