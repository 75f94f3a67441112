import { execFile, spawn, spawnSync } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { once } from 'node:events';
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

const hasSshAgent = spawnSync('ssh-agent', ['-h'], { stdio: 'ignore' }).error === undefined;
(hasSshAgent ? test : test.skip)('a key that only the agent has signs', async () => {
  const { startTestAgent } = await import('@triton/clients/testing/test-agent');
  const agent = await startTestAgent();
  try {
    agent.add(world.cloudapi.privateKey);
    const env = { HOME: '/nonexistent', SSH_AUTH_SOCK: agent.socket };
    expect(await triton(['key', 'list', '-Ho', 'name'], env)).toEqual({ status: 0, stdout: 'test\n', stderr: '' });
  } finally {
    await agent.close();
  }
});

test('bash completes the names of instances', async () => {
  world.cloudapi.cloud.addMachine({ name: 'web0' });
  const script = [
    'source <("$0" completion)',
    'COMP_WORDS=("$0" instance get we)',
    'COMP_CWORD=3',
    '_triton',
    'echo "${COMPREPLY[@]}"',
  ];
  expect((await shell(`exec bash -c '${script.join('\n')}' "$0"`)).stdout).toBe('web0\n');
});

// util-linux's `script` gives a command a terminal.
const hasScript = spawnSync('script', ['-qec', 'true', '/dev/null'], { stdio: 'ignore' }).status === 0;

/** Runs a command line on a terminal where a person types these answers, each when its prompt is there. */
async function onTerminal(
  command: string,
  answers: [prompt: string, typed: string][],
): Promise<{ code: unknown; shown: string }> {
  const child = spawn('script', ['-qec', `${TRITON} ${command}`, '/dev/null'], {
    env: { ...environment(), TERM: 'dumb' },
  });
  let shown = '';
  child.stdout.on('data', (chunk: Buffer) => {
    shown += chunk.toString();
    const [next] = answers;
    if (next && shown.endsWith(next[0])) {
      answers.shift();
      child.stdin.write(next[1]);
    }
  });
  const [code] = (await once(child, 'exit')) as unknown[];
  child.stdin.end();
  return { code, shown };
}
describe.each([
  ['y\n', 'deleted', 0],
  ['n\n', 'running', 0],
  ['\u0004', 'running', 0],
])('on a terminal, %j to the question of delete', (typed, state, status) => {
  (hasScript ? test : test.skip)(`leaves the instance ${state}`, async () => {
    const machine = world.cloudapi.cloud.addMachine({ name: 'web0' });
    const { code, shown } = await onTerminal('rm -w web0', [['[y/n] ', typed]]);
    expect([machine.state, code]).toEqual([state, status]);
    expect(shown).toContain(`Delete instance web0 (${machine.id}) and all its disks? [y/n] `);
    expect(shown).toContain(state === 'deleted' ? 'Deleted instance web0' : 'Nothing was done.');
  });
});

(hasScript ? test : test.skip)('on a terminal, the passphrase of a key is asked for and not shown', async () => {
  const key = createPrivateKey(world.cloudapi.privateKey);
  const cipher = { cipher: 'aes-256-cbc', passphrase: 'open sesame' };
  world.write('.ssh/id_ecdsa', key.export({ type: 'sec1', format: 'pem', ...cipher }).toString());
  const { code, shown } = await onTerminal('key list -Ho name', [
    ['id_ecdsa: ', 'open sesma\r'],
    ['id_ecdsa: ', 'open sesame\r'],
  ]);
  expect([code, shown]).toEqual([0, expect.stringMatching(/Passphrase of \S+id_ecdsa: [^]*That is not it\. [^]*test/)]);
  expect(shown).not.toContain('open ses');
});
