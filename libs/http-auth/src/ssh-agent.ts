import { connect } from 'node:net';
import { parseKey, parseSignature } from 'sshpk';
import type { PublicKey } from './public-key';
import { toPublicKey } from './to-public-key';

/** A key that an agent keeps: it signs, and never hands out the private half. */
export interface AgentKey {
  publicKey: PublicKey;
  /** The signature as Node's crypto makes it (RSA with SHA-256; ECDSA in DER, with the hash of its curve). */
  sign(data: Buffer): Promise<Buffer>;
}

/** The agent is not there, refuses, or says what makes no sense. */
export class SshAgentError extends Error {
  override name = 'SshAgentError';
}

// draft-ietf-sshm-ssh-agent: the numbers of the two requests and their answers, and the flag for RSA with SHA-256.
const REQUEST_IDENTITIES = 11;
const IDENTITIES_ANSWER = 12;
const SIGN_REQUEST = 13;
const SIGN_RESPONSE = 14;
const RSA_SHA2_256 = 2;

/** An agent may ask its user before it signs: a key that wants to be touched, a window to click. */
const TIMEOUT_MS = 60_000;
const LARGEST_ANSWER_BYTES = 262_144;

/** The keys that the agent behind the socket `path` (SSH_AUTH_SOCK) keeps, but for kinds that we do not know. */
export async function agentKeys(path: string): Promise<AgentKey[]> {
  const answer = reader(await ask(path, IDENTITIES_ANSWER, Buffer.of(REQUEST_IDENTITIES)));
  const keys: AgentKey[] = [];
  for (let left = answer.number(); left > 0; left -= 1) {
    keys.push(...agentKey(path, answer.bytes()));
    answer.bytes(); // a comment
  }
  return keys;
}

function agentKey(path: string, blob: Buffer): AgentKey[] {
  let publicKey: PublicKey;
  try {
    publicKey = toPublicKey(parseKey(blob, 'rfc4253'));
  } catch {
    return []; // a certificate, or a kind of key of which CloudAPI knows nothing
  }
  const flags = publicKey.type === 'rsa' ? RSA_SHA2_256 : 0;
  const sign = async (data: Buffer): Promise<Buffer> => {
    const request = Buffer.concat([Buffer.of(SIGN_REQUEST), framed(blob), framed(data), uint32(flags)]);
    const signature = reader(await ask(path, SIGN_RESPONSE, request)).bytes();
    return parseSignature(signature, publicKey.type, 'ssh').toBuffer('asn1');
  };
  return [{ publicKey, sign }];
}

/** One request on a connection of its own; answers what follows the number of the message. */
function ask(path: string, expected: number, request: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const fail = (what: string, cause?: unknown): void => {
      socket.destroy();
      reject(new SshAgentError(`the agent at ${path} ${what}`, cause === undefined ? undefined : { cause }));
    };
    let received = Buffer.alloc(0);
    const socket = connect(path)
      .setTimeout(TIMEOUT_MS, () => fail('does not answer'))
      .on('error', (cause) => fail('cannot be reached', cause))
      .on('end', () => fail('hung up'))
      .on('data', (chunk: Buffer) => {
        received = Buffer.concat([received, chunk]);
        const length = received.length < 4 ? 0 : received.readUInt32BE(0);
        if (length > LARGEST_ANSWER_BYTES) return fail('answers with something unreadable');
        if (received.length < 4 || received.length < 4 + length) return;
        if (received[4] !== expected) return fail('refuses');
        socket.destroy();
        resolve(received.subarray(5, 4 + length));
      });
    socket.write(framed(request));
  });
}

/** Reads SSH's numbers and byte strings one after the other; past the end it throws. */
function reader(buffer: Buffer): { number(): number; bytes(): Buffer } {
  let at = 0;
  const number = (): number => {
    if (at + 4 > buffer.length) throw new SshAgentError('the agent answers with something unreadable');
    at += 4;
    return buffer.readUInt32BE(at - 4);
  };
  const bytes = (): Buffer => {
    const end = number() + at;
    if (end > buffer.length) throw new SshAgentError('the agent answers with something unreadable');
    const found = buffer.subarray(at, end);
    at = end;
    return found;
  };
  return { number, bytes };
}

function framed(bytes: Buffer): Buffer {
  return Buffer.concat([uint32(bytes.length), bytes]);
}

function uint32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32BE(value);
  return buffer;
}
