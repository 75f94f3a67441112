import { execFile, spawn, spawnSync } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { startWorld, type World } from './world';

const ROOT = join(__dirname, '../../..');
const TRITON = join(ROOT, 'tools/bin/triton');

let world: World;
beforeAll(async () => {
  world = await startWorld();
  // So that no test below is the one that waits for it.
  spawnSync(process.execPath, [join(ROOT, 'tools/build.mjs'), '--quiet', 'triton'], { stdio: 'inherit' });
}, 60_000);
afterAll(() => world.close());
beforeEach(() => world.reset());

const environment = (): NodeJS.ProcessEnv => {
  const { url, account, keyId } = world.cloudapi;
  const { PATH } = process.env;
  return { PATH, HOME: world.home, TRITON_URL: url, TRITON_ACCOUNT: account, TRITON_KEY_ID: keyId };
};

interface Ended {
  status: number | string;
  stdout: string;
  stderr: string;
}

function triton(argv: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return shell('exec "$0" "$@"', argv, env);
}

/** Runs `script` in a shell where "$0" is triton and "$@" are its arguments. */
function shell(script: string, argv: string[] = [], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    const options = { env: { ...environment(), ...env } };
    const child = execFile('sh', ['-c', script, TRITON, ...argv], options, (error, stdout, stderr) =>
      resolve({ status: error ? (error.code ?? 'killed') : 0, stdout, stderr }),
    );
    child.stdin?.end();
  });
}

test('a listing, from the shell', async () => {
  world.cloudapi.cloud.addMachine({ name: 'web0' });
  expect(await triton(['ls', '-Ho', 'name,state'])).toEqual({ status: 0, stdout: 'web0  running\n', stderr: '' });
});

test.each<[number, string[]]>([
  [0, ['--help']],
  [1, ['-U', 'http://127.0.0.1:1', 'ls']],
  [2, ['lss']],
  [3, ['instance', 'get', 'nonesuch']],
])('exit status %i, and errors on stderr only', async (status, argv) => {
  const ended = await triton(argv);
  expect(ended.status).toBe(status);
  expect(ended[status === 0 ? 'stderr' : 'stdout']).toBe('');
});

test('a service that is not there is one line, at once', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const env = { TRITON_URL: `http://127.0.0.1:${port}` };
  for (const argv of [['ls'], ['instance', 'disks', 'web0'], ['rm', '-f', 'web0'], ['package', 'get', 'x']]) {
    const { stderr } = await triton(argv, env);
    expect(stderr).toMatch(
      /^triton [a-z ]+: error \(RemoteUnavailable\): cloudapi cannot be reached at http:\S+ \(ECONNREFUSED\)\n$/,
    );
  }
  const { stderr } = await triton(['ls', '-v'], env);
  expect(stderr).toMatch(/\n {4}RemoteError: [^]*\n {8}at [^]*\n {4}caused by Error: connect ECONNREFUSED/);
});

test('no proxy of the environment comes between', async () => {
  const proxy = { http_proxy: 'http://127.0.0.1:1', https_proxy: 'http://127.0.0.1:1', SSH_AUTH_SOCK: '/no/such' };
  expect((await triton(['ls', '-H'], proxy)).status).toBe(0);
});

describe('when the output can not be written', () => {
  test('a reader that has seen enough is no failure', async () => {
    for (let i = 0; i < 900; i += 1)
      world.cloudapi.cloud.addMachine({ name: `web${i}`, metadata: { x: 'x'.repeat(200) } });
    const { stdout, stderr } = await shell('{ "$0" ls -j; echo "status $?" >&2; } | head -n 1 | cut -c 1-6');
    expect([stdout, stderr]).toEqual(['{"id":\n', 'status 0\n']);
  });

  (process.platform === 'linux' ? test : test.skip)('a full disk is', async () => {
    const { status, stderr } = await shell('exec "$0" --help > /dev/full');
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^triton: error: the output can not be written: ENOSPC.*\n$/),
    ]);
  });

  test('nobody reading the errors does not change the exit status', async () => {
    expect((await shell('exec "$0" instance get nonesuch 2>&-')).status).toBe(3);
  });
});

test('an interrupt ends a wait at once', async () => {
  world.cloudapi.cloud.addMachine({ name: 'web0' });
  world.cloudapi.cloud.looksPerJob = Infinity;
  const child = spawn(TRITON, ['stop', '-w', 'web0'], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
  await new Promise((resolve) => child.stdout.once('data', resolve));
  child.kill('SIGINT');
  const [code, signal] = await new Promise<unknown[]>((resolve) => child.once('exit', (...ended) => resolve(ended)));
  expect([code, signal]).toEqual([null, 'SIGINT']);
});

// util-linux's `script` gives a command a terminal.
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;
describe.each([
  ['y\n', 'deleted', 0],
  ['n\n', 'running', 0],
  ['\u0004', 'running', 0],
])('on a terminal, %j to the question of delete', (typed, state, status) => {
  (hasScript ? test : test.skip)(`leaves the instance ${state}`, async () => {
    const machine = world.cloudapi.cloud.addMachine({ name: 'web0' });
    const child = spawn('script', ['-qec', `${TRITON} rm -w web0`, '/dev/null'], {
      env: { ...environment(), TERM: 'dumb' },
    });
    let shown = '';
    child.stdout.on('data', (chunk: Buffer) => {
      shown += chunk.toString();
      if (shown.endsWith('[y/n] ')) child.stdin.write(typed);
    });
    const code = await new Promise((resolve) => child.once('exit', resolve));
    child.stdin.end();
    expect([machine.state, code]).toEqual([state, status]);
    expect(shown).toContain(`Delete instance web0 (${machine.id}) and all its disks? [y/n] `);
    expect(shown).toContain(state === 'deleted' ? 'Deleted instance web0' : 'Nothing was done.');
  });
});
