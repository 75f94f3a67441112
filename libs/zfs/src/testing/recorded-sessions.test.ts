import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSession } from './session';
import { newSimulatedWorld, type SimulatedWorld } from './simulated-world';

// The kernel names children, snapshots and clones in the order of its hashes, which differs from pool to pool.
const UNORDERED = new Set(['destroy', 'snapshot', 'rollback']);
// Facts of one pool at one time, or of this simulation.
const INCOMPARABLE = /\t(creation|createtxg|guid|objsetid)\t/;

const FILES = readdirSync(__dirname).filter((name) => /^recorded-.*\.txt$/.test(name));

describe.each(FILES)('%s, as OpenZFS 2.1.11 answered', (file) => {
  let world: SimulatedWorld;
  beforeAll(async () => {
    world = await newSimulatedWorld();
  });
  afterAll(() => world.close());

  const commands = parseSession(readFileSync(join(__dirname, file), 'utf8'));
  test.each(commands.map((command, index) => [index + 1, command.args.join(' '), command] as const))(
    '%d: zfs %s',
    async (_index, _line, { args, output, exitCode }) => {
      const result = await world.host.zfs([...args]);
      const printed = (result.stdout + result.stderr).split('\n').slice(0, -1);
      const comparable = printed.filter((line) => !INCOMPARABLE.test(line));
      const ordered = (lines: readonly string[]) => (UNORDERED.has(args[0] ?? '') ? [...lines].sort() : lines);
      expect({ output: ordered(comparable).map(roughTerabytes), exitCode: result.exitCode }).toEqual({
        output: ordered(output).map(roughTerabytes),
        exitCode,
      });
    },
  );
});

/** A pool's own metadata grows by some KiB as it is used; that is seen only in what a whole pool still has. */
function roughTerabytes(line: string): string {
  return line.replace(/\b\d{13}\b/g, (digits) => `about ${Math.round(Number(digits) / 2 ** 20)} MiB`);
}
