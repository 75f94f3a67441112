import fc from 'fast-check';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

test.each<[string, string[], string]>([
  ['no such command', ['instnace'], "triton: error (Usage): unknown command 'instnace' (Did you mean instance?)"],
  ['no such subcommand', ['instance', 'lst'], "unknown command 'lst' (Did you mean one of list, ls?)"],
  ['no such option', ['instance', 'list', '--lnog'], "unknown option '--lnog' (Did you mean --long?)"],
  ['a missing argument', ['instance', 'disk', 'add', 'web0'], "missing required argument 'size'"],
  ['an argument too many', ['instance', 'get', 'a', 'b'], 'too many arguments'],
  ['an option without its value', ['instance', 'list', '-o'], "option '-o <fields>' argument missing"],
  ['no fields', ['instance', 'list', '-o', ','], '-o needs at least one field'],
  ['no fields to sort by', ['instance', 'list', '-s', ''], '-s needs at least one field'],
  [
    'a size that is none',
    ['instance', 'disk', 'add', 'web0', 'big'],
    '"big" is not a size: give whole mebibytes (20480)',
  ],
  ['a size of nothing', ['instance', 'disk', 'add', 'web0', '0'], '"0" is not a size'],
  ['a negative size', ['instance', 'disk', 'add', 'web0', '-5'], '"-5" is not a size'],
  ['a size beyond all pools', ['instance', 'disk', 'add', 'web0', '999999T'], '"999999T" is not a size'],
  ['remaining, for a resize', ['instance', 'disk', 'resize', 'web0', 'aa', 'remaining'], '"remaining" is not a size'],
  ['a tag without value', ['create', '-t', 'x', 'i', 'p'], '--tag: "x" is not KEY=VALUE'],
  ['metadata without key', ['create', '-m', '=x', 'i', 'p'], '--metadata: "=x" is not KEY=VALUE'],
])('%s exits with 2 and says what to do', async (_what, argv, message) => {
  const { status, stdout, stderr } = await world.triton(...argv);
  expect([status, stdout]).toEqual([2, []]);
  expect(stderr[0]).toContain(' error (Usage): ');
  expect(stderr[0]).toContain(message);
  expect(world.cloudapi.asked.filter((line) => !line.startsWith('GET '))).toEqual([]);
});

test('an error of the parser names the help to read', async () => {
  const { stderr } = await world.triton('instance', 'disk', 'resize', 'web0');
  expect(stderr).toEqual([
    "triton instance disk resize: error (Usage): missing required argument 'disk'",
    'usage: see "triton instance disk resize --help"',
  ]);
});

test.each([[[]], [['instance']], [['instance', 'disk']], [['profile']]])(
  'a group without a command (triton %j) prints its commands, on stderr, and exits with 2',
  async (argv) => {
    const { status, stdout, stderr } = await world.triton(...argv);
    expect([status, stdout, stderr[0]]).toEqual([2, [], expect.stringMatching(/^Usage: triton/)]);
  },
);

test('--version', async () => {
  expect(await world.triton('--version')).toEqual({ status: 0, stdout: ['Triton CLI 0.1.0'], stderr: [] });
});

const commandLines = fc.tuple(
  fc.constantFrom(
    ...['instance get', 'instance list', 'instance disks', 'instance disk add', 'instance disk get', 'instance ip'],
    ...['instance disk delete', 'instance disk resize', 'instance create', 'instance start', 'instance delete', 'env'],
    ...[
      'instance wait',
      'package get',
      'image get',
      'network list',
      'profile get',
      'profile set',
      'account',
      '',
      'help',
    ],
  ),
  fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom(
        '--',
        '-',
        '-w',
        '-j',
        '-o',
        '-s',
        '-H',
        '-f',
        '-l',
        '--disks',
        '-p',
        '-v',
        '--help',
        '--wait-timeout=1',
      ),
      fc.constantFrom(
        'web0',
        '{}',
        '[{"size":1}]',
        '@/etc/shadow',
        '../..',
        '__proto__',
        '1e9',
        '9'.repeat(400),
        'a\r\nb: c',
        '\t',
      ),
    ),
    { maxLength: 6 },
  ),
);

test('no command line, however odd, ends in anything but a result or an error in lines of their own', async () => {
  const { id } = world.cloudapi.cloud.addMachine({ name: 'web0' });
  await fc.assert(
    fc.asyncProperty(commandLines, async ([command, rest]) => {
      const argv = [...command.split(' ').filter(Boolean), ...rest];
      const { status, stderr } = await world.triton(...argv);
      expect([0, 1, 2, 3]).toContain(status);
      if (!argv.includes('-v')) for (const line of stderr) expect(line).not.toMatch(/^\s+at |TypeError|undefined/);
      for (const line of stderr) {
        expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/);
        expect(line.length).toBeLessThan(1200);
      }
      // An error says which command it is of.
      if (status !== 0) expect(stderr.join('\n')).toMatch(/^(triton.*: |Usage: )/m);
    }),
    { numRuns: 200 },
  );
  expect(world.cloudapi.cloud.machines.has(id)).toBe(true);
});
