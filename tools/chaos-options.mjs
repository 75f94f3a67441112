import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const USAGE = `usage: npm run chaos -- [--minutes M] [--seed S] [--vms N] [--nodes N] [--out FILE] [--keep]

  --minutes M   how long things are broken (2); a fraction will do
  --seed S      decides every fault and every choice of the load (a random one, which is printed)
  --vms N       machines under load (32)
  --nodes N     simulated compute nodes (2)
  --out FILE    the numbers as JSON (chaos.json)
  --keep        leaves the data directory with all logs, whatever comes of it`;

const OPTIONS = {
  minutes: { type: 'string', default: '2' },
  seed: { type: 'string' },
  vms: { type: 'string', default: '32' },
  nodes: { type: 'string', default: '2' },
  out: { type: 'string', default: 'chaos.json' },
  keep: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
};

/** The options of `npm run chaos`. Ends the process when they cannot be understood (2) or only help is wanted (0). */
export function chaosOptions(args, { env = process.env } = {}) {
  try {
    const { values } = parseArgs({ args, options: OPTIONS, allowPositionals: false });
    if (values.help) return end(0, USAGE);
    const minutes = Number(values.minutes);
    if (!/^\d+(\.\d+)?$/.test(values.minutes) || minutes < 0.1 || minutes > 1440) {
      throw new Error(`--minutes must be a number from 0.1 to 1440, not ${JSON.stringify(values.minutes)}`);
    }
    // npm changes to the top directory; a path is meant from where the user stands.
    const here = env.npm_lifecycle_event === 'chaos' ? (env.INIT_CWD ?? process.cwd()) : process.cwd();
    return {
      seed: values.seed === undefined ? Math.floor(Math.random() * 2 ** 31) : whole('seed', values.seed, 0, 2 ** 31),
      seconds: Math.round(minutes * 60),
      vms: whole('vms', values.vms, 1, 500),
      nodes: whole('nodes', values.nodes, 1, 16),
      outFile: resolve(here, values.out),
      keep: values.keep,
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
