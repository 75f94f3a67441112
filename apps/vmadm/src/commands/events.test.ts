import { type CliWorld, DISK0, makeCliWorld, VM } from '../testing/cli-world';

let world: CliWorld;
let closing: AbortController;
beforeEach(async () => {
  world = await makeCliWorld();
  closing = new AbortController();
});
afterEach(() => {
  closing.abort();
  world.close();
});

/** Runs `vmadm events`, and answers with its output once `enough` of it has come. */
async function events(args: string[], act: () => Promise<unknown>, enough: (output: string) => boolean) {
  let output = '';
  let look: () => void = () => undefined;
  const print = (text: string): void => {
    output += text;
    look();
  };
  const seen = (wish: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      look = () => void (wish() && resolve());
      look();
    });
  const done = world.vmadm(['events', ...args], undefined, { print, closing: closing.signal });
  if (args.some((arg) => arg.includes('r'))) await seen(() => output !== '');
  await act();
  await seen(() => enough(output));
  closing.abort();
  expect(await done).toEqual({ stdout: '', stderr: '', exitCode: 0 });
  return output;
}

const grow = () => world.vmadm(['update', VM], { update_disks: [{ path: DISK0, size: 102401 }] });

test('-jr prints one JSON object a line, the first of which is all there is', async () => {
  await world.create();
  const isGrown = (output: string) => output.includes('"disks.*.size"');
  const [ready, ...rest] = (await events(['-jr'], grow, isGrown))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as object);
  expect(ready).toMatchObject({ type: 'ready', vms: { [VM]: { uuid: VM, alias: 'web0' } } });
  expect(rest.at(-1)).toMatchObject({
    type: 'modify',
    zonename: VM,
    uuid: VM,
    date: expect.stringMatching(/^\d{4}-.*Z$/),
    vm: { alias: 'web0' },
    changes: expect.arrayContaining([
      {
        prettyPath: 'disks.*.size',
        path: ['disks', null, 'size'],
        action: 'changed',
        oldValue: 102400,
        newValue: 102401,
        ident: DISK0,
      },
    ]),
  });
});

test('for people there is a line for each change', async () => {
  await world.create({ alias: 'a-name-that-is-longer-than-thirty' });
  const output = await events(['-r', VM], grow, (text) => text.includes('free_space'));
  expect(output).toMatch(/^\[\d\d:\d\d:\d\d\.\d{3}Z\] - - ready\n/);
  expect(output).toMatch(
    /\n\[\d\d:\d\d:\d\d\.\d{3}Z\] 926b8205 a-name-that-is-longer-than-\.\.\. modify: disks\.\*\.size changed :: 102400 -> 102401\n/,
  );
});

test('-f prints whole dates and zone names; a VM without a name is a dash', async () => {
  const create = () => world.create({ alias: undefined });
  const output = await events(['-f', '-r'], create, (text) => text.includes('create'));
  expect(output).toMatch(new RegExp(`\\n\\[\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z\\] ${VM} - create\\n`));
});
