import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { CannotDestroyMachineError } from '@triton/errors/cannot-destroy-machine-error';
import { InternalError } from '@triton/errors/internal-error';
import { VmNotStoppedError } from '@triton/errors/vm-not-stopped-error';
import { startWorld, type World } from './world';

let world: World;
beforeAll(async () => void (world = await startWorld()));
afterAll(() => world.close());
beforeEach(() => world.reset());

const environment = (facts: Record<string, string> = {}) => {
  const { url, account, keyId } = world.cloudapi;
  return { TRITON_URL: url, TRITON_ACCOUNT: account, TRITON_KEY_ID: keyId, ...facts };
};

test('what is no CloudAPI is told from one that is', async () => {
  const server = createServer((_req, res) => res.end('<html>hello</html>')).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  const { status, stderr } = await world.tritonIn(environment({ TRITON_URL: `http://127.0.0.1:${port}` }), 'ls');
  server.close();
  expect([status, stderr.length]).toEqual([1, 1]);
  expect(stderr[0]).toContain(`cloudapi answered with something unreadable at http://127.0.0.1:${port}`);
});

test('a key or an account that the service does not know is a hint about the profile', async () => {
  const { status, stderr } = await world.tritonIn(environment({ TRITON_ACCOUNT: 'nobody' }), 'ls');
  expect([status, stderr]).toEqual([
    1,
    [
      'triton instances: error (InvalidCredentials): the signature does not verify',
      `    Has account nobody the key ${world.cloudapi.keyId}?`,
    ],
  ]);
});

test('requests are signed with the MD5 fingerprint when the profile has the other one', async () => {
  const { keyIdSha256 } = world.cloudapi;
  expect((await world.tritonIn(environment({ TRITON_KEY_ID: keyIdSha256 }), 'ls', '-H')).status).toBe(0);
});

test.each([
  ['a resize', new VmNotStoppedError('VM not stopped'), 'Stop it first: "triton instance stop -w INST".'],
  [
    'a deletion',
    new CannotDestroyMachineError('it is protected'),
    '"triton instance disable-deletion-protection INST" allows it',
  ],
])('a refusal of %s says what to do first', async (_what, error, hint) => {
  world.cloudapi.refuse(error);
  const { status, stderr } = await world.triton('account', 'get');
  expect([status, stderr[1]]).toEqual([1, expect.stringContaining(hint)]);
});

test('a sub-user signs as such', async () => {
  const { status, stderr } = await world.tritonIn(environment({ TRITON_USER: 'jill' }), 'account', 'get');
  expect([status, stderr]).toEqual([0, []]);
});

test('a failure inside the service exits with 1', async () => {
  world.cloudapi.refuse(new InternalError(new Error('a bug')));
  const { status, stderr } = await world.triton('account', 'get');
  expect([status, stderr]).toEqual([1, [expect.stringMatching(/^triton account get: error \(InternalError\): /)]]);
});

test.each([[['-v', 'ls']], [['ls', '-v']], [['ls', '--verbose']]])(
  '%j shows the causes and their stacks',
  async (argv) => {
    const { stderr } = await world.tritonIn(environment({ TRITON_KEY_FILE: '/no/such/key' }), ...argv);
    expect(stderr[0]).toMatch(/^triton instances: error: no private key can be had from \/no\/such\/key/);
    expect(stderr.slice(1).join('\n')).toMatch(
      /^ {4}KeyNotFoundError: no private [^]*\n {8}at [^]*\n {4}caused by .*ENOENT/,
    );
  },
);

test('without a key nothing is sent, and the message says where to put it', async () => {
  const other = '00:11:22:33:44:55:66:77:88:99:aa:bb:cc:dd:ee:ff';
  const { status, stderr } = await world.tritonIn(environment({ TRITON_KEY_ID: other }), 'ls');
  expect([status, world.cloudapi.asked]).toEqual([1, []]);
  expect(stderr.join()).toContain(
    `no private key with fingerprint ${other} was found in ${world.home}/.ssh: put it there`,
  );
});
