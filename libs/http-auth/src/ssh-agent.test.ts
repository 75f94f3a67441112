import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePublicKey } from './parse-public-key';
import { signRequestByAgent } from './sign-request-by-agent';
import { agentKeys } from './ssh-agent';
import { opensshKeys } from './testing/generated-keys';
import { hasSshAgent, startTestAgent, type TestAgent } from './testing/test-agent';
import { verifyRequest } from './verify-request';

(hasSshAgent ? describe : describe.skip)('a real agent', () => {
  const keys = hasSshAgent ? opensshKeys() : [];
  let agent: TestAgent;
  beforeAll(async () => {
    agent = await startTestAgent();
    for (const { privateText } of keys) agent.add(privateText);
  });
  afterAll(() => agent.close());

  const held = async (publicText: string) => {
    const { fingerprintMd5 } = parsePublicKey(publicText);
    const found = (await agentKeys(agent.socket)).find(({ publicKey }) => publicKey.fingerprintMd5 === fingerprintMd5);
    if (!found) throw new Error('the agent was given this key');
    return found;
  };

  test.each(keys)('what its $name key signs, we verify, again and again', async ({ publicText }) => {
    const agentKey = await held(publicText);
    const url = '/jill/machines?x=%2f';
    for (let i = 0; i < 20; i += 1) {
      const signing = () => signRequestByAgent({ agentKey, keyId: `/jill/keys/${i}` }, { method: 'GET', path: url });
      if (agentKey.publicKey.bits === 384) {
        expect(signing).toThrow('an ECDSA key of 384 bits can not sign by an agent');
        return;
      }
      const request = { method: 'GET', url, headers: await signing(), publicKey: parsePublicKey(publicText) };
      expect(verifyRequest(request).keyId).toBe(`/jill/keys/${i}`);
    }
  });

  test('a key that it has no longer is refused', async () => {
    const [key] = keys;
    if (!key) throw new Error('there is an agent, so there is ssh-keygen');
    const other = await startTestAgent();
    other.add(key.privateText);
    const [agentKey] = await agentKeys(other.socket);
    await other.close();
    const request = { method: 'GET', path: '/' };
    await expect(agentKey && signRequestByAgent({ agentKey, keyId: '/jill/keys/x' }, request)).rejects.toThrow(
      /the agent at \S+ cannot be reached/,
    );
  });
});

describe('an agent that makes no sense', () => {
  let directory: string;
  let server: Server | undefined;
  beforeEach(() => (directory = mkdtempSync(join(tmpdir(), 'triton-agent-'))));
  afterEach(async () => {
    if (server?.listening) await new Promise((resolve) => server?.close(resolve));
    rmSync(directory, { recursive: true });
  });

  const frame = (...bytes: number[]): Buffer => Buffer.from([0, 0, 0, bytes.length, ...bytes]);
  const answering = async (answer: Buffer): Promise<string> => {
    const path = join(directory, 'socket');
    server = createServer((socket) => socket.once('data', () => socket.end(answer)).on('error', () => undefined));
    await new Promise<void>((resolve) => server?.listen(path, resolve));
    return path;
  };

  test.each([
    ['nothing', Buffer.alloc(0), 'hung up'],
    ['half a length', Buffer.of(0, 0), 'hung up'],
    ['half a message', frame(12, 0, 0, 0, 9).subarray(0, 7), 'hung up'],
    ['no', frame(5), 'refuses'],
    ['an empty message', frame(), 'refuses'],
    ['a message without end', Buffer.from([255, 255, 255, 255, 12]), 'answers with something unreadable'],
    ['more keys than it sends', frame(12, 255, 255, 255, 255), 'answers with something unreadable'],
    ['a key longer than the message', frame(12, 0, 0, 0, 1, 0, 0, 1, 0, 7), 'answers with something unreadable'],
    ['no number of keys', frame(12), 'answers with something unreadable'],
  ])('that says %s', async (_what, answer, message) => {
    await expect(agentKeys(await answering(answer))).rejects.toThrow(message);
  });

  test('that has a key of a kind we do not know', async () => {
    expect(await agentKeys(await answering(frame(12, 0, 0, 0, 1, 0, 0, 0, 2, 1, 2, 0, 0, 0, 0)))).toEqual([]);
  });

  test('that is not there', async () => {
    await expect(agentKeys(join(directory, 'nowhere'))).rejects.toThrow('cannot be reached');
  });
});
