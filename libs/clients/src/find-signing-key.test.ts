import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { opensshKeys, pemKeys } from '@triton/http-auth/testing/generated-keys';
import { hasSshAgent, startTestAgent } from '@triton/http-auth/testing/test-agent';
import { type AskPassphrase, findSigningKey } from './find-signing-key';

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'triton-home-'));
  mkdirSync(join(home, '.ssh'));
});
afterEach(() => rmSync(home, { recursive: true }));

const put = (name: string, text: string): string => {
  const file = join(home, '.ssh', name);
  writeFileSync(file, text);
  return file;
};
const idOf = (publicText: string): string => parsePublicKey(publicText).fingerprintMd5;

/** A person who types these, one after the other, and what they were asked. */
function person(...passphrases: string[]): { ask: AskPassphrase; asked: [string, boolean][] } {
  const asked: [string, boolean][] = [];
  return {
    asked,
    async ask(file, again) {
      asked.push([file, again]);
      return passphrases.shift();
    },
  };
}

test('a key in a plain file is taken without asking anybody', async () => {
  const [key] = pemKeys();
  if (!key) throw new Error('there are always keys in PEM');
  put('id', key.privateText);
  const { ask, asked } = person();
  const env = { HOME: home, SSH_AUTH_SOCK: '/no/such/agent' };
  expect((await findSigningKey(idOf(key.publicText), env, ask)).publicKey.fingerprintMd5).toBe(idOf(key.publicText));
  expect(asked).toEqual([]);
});

const encrypted = opensshKeys('open sesame');
describe('an encrypted file', () => {
  const [key, other] = encrypted;
  if (!key || !other) return; // no ssh-keygen here

  test.each(encrypted)('of an $name key opens with its passphrase', async ({ privateText, publicText }) => {
    const file = put('id', privateText);
    const { ask, asked } = person('open sesame');
    expect(await findSigningKey(idOf(publicText), { HOME: home }, ask)).toHaveProperty('keyObject');
    expect(asked).toEqual([[file, false]]);
    const named = person('open sesame');
    const found = await findSigningKey(idOf(publicText), { HOME: '/', TRITON_KEY_FILE: file }, named.ask);
    expect(found.publicKey.fingerprintMd5).toBe(idOf(publicText));
  });

  test('is asked for three times at most', async () => {
    const file = put('id', key.privateText);
    const patient = person('a', 'b', 'open sesame');
    await findSigningKey(idOf(key.publicText), { HOME: home }, patient.ask);
    expect(patient.asked).toEqual([
      [file, false],
      [file, true],
      [file, true],
    ]);
    const clumsy = person('a', 'b', 'c', 'open sesame');
    await expect(findSigningKey(idOf(key.publicText), { HOME: home }, clumsy.ask)).rejects.toThrow('because encrypted');
    expect(clumsy.asked).toHaveLength(3);
  });

  test('whose public half is another is not asked for', async () => {
    put('other', other.privateText);
    put('other.pub', other.publicText);
    const file = put('wanted', key.privateText);
    put('wanted.pub', key.publicText);
    const { ask, asked } = person('open sesame');
    await findSigningKey(idOf(key.publicText), { HOME: home }, ask);
    expect(asked).toEqual([[file, false]]);
  });

  test('stays closed when nobody answers, or nobody is there', async () => {
    put('id', key.privateText);
    await expect(findSigningKey(idOf(key.publicText), { HOME: home }, person().ask)).rejects.toThrow('ssh-add');
    await expect(findSigningKey(idOf(key.publicText), { HOME: home })).rejects.toThrow('ssh-add');
  });
});

(hasSshAgent ? test : test.skip)('a key of the agent needs no file, and no passphrase', async () => {
  const [key, other] = opensshKeys();
  const [locked] = encrypted;
  if (!key || !other || !locked) throw new Error('there is an agent, so there is ssh-keygen');
  const agent = await startTestAgent();
  try {
    agent.add(key.privateText);
    put('id_locked', locked.privateText);
    const { ask, asked } = person();
    const env = { HOME: home, SSH_AUTH_SOCK: agent.socket };
    const found = await findSigningKey(idOf(key.publicText), env, ask);
    expect(found).toHaveProperty('sign');
    expect(asked).toEqual([]);
    const file = put('elsewhere', other.privateText);
    await expect(findSigningKey(idOf(key.publicText), { ...env, TRITON_KEY_FILE: file })).rejects.toThrow(
      'holds the key',
    );
  } finally {
    await agent.close();
  }
});
