import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `usage: npm start -- [--data DIR] [--nodes N] [--port-base P] [--zfs-delay-ms MS]
                    [--strict-credentials]

  --data DIR            where everything is kept; used again when it is there (.data)
  --nodes N             simulated compute nodes (2)
  --port-base P         ports P, P+1, ... exactly; without it, 8080 and up, others where taken
  --zfs-delay-ms MS     how long a simulated zfs command takes at least (0)
  --strict-credentials  VMAPI, CNAPI and PAPI want a token of everybody; without this, whoever calls from
                        this machine and shows none is the operator

DATABASE_URL and REDIS_URL, when set, name servers to use instead of our own.`;

const OPTIONS = {
  data: { type: 'string' },
  nodes: { type: 'string', default: '2' },
  'port-base': { type: 'string' },
  'zfs-delay-ms': { type: 'string', default: '0' },
  'strict-credentials': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
};

/** The options of `npm start`. Ends the process when they cannot be understood (2) or only help is wanted (0). */
export function startOptions(args, { root, env = process.env }) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS, allowPositionals: false });
    if (values.help) return end(0, USAGE);
    const portBase = values['port-base'] && whole('port-base', values['port-base'], 1, 65_000);
    // npm changes to the top directory; a path is meant from where the user stands.
    const here = env.npm_lifecycle_event === 'start' ? (env.INIT_CWD ?? process.cwd()) : process.cwd();
    return {
      dataDir: values.data === undefined ? resolve(root, '.data') : resolve(here, values.data),
      nodes: whole('nodes', values.nodes, 1, 100),
      ports: portBase ? { base: portBase, exactly: true } : { base: 8080 },
      zfsDelayMs: whole('zfs-delay-ms', values['zfs-delay-ms'], 0, 600_000),
      strictCredentials: values['strict-credentials'],
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
