import { createSigner } from 'http-signature';
import type { RequestToSign, SignedHeaders } from './sign-request';
import { signatureAlgorithm } from './signature-algorithm';
import { type AgentKey, SshAgentError } from './ssh-agent';

/** What `signRequest` does, with a key that only an agent has. */
export function signRequestByAgent(
  { agentKey, keyId }: { agentKey: AgentKey; keyId: string },
  { method, path }: RequestToSign,
  date: Date = new Date(),
): Promise<SignedHeaders> {
  const { publicKey } = agentKey;
  const algorithm = signatureAlgorithm(publicKey);
  if (publicKey.type === 'ecdsa' && publicKey.bits === 384) {
    // An agent signs with the hash of the curve, sha384, which the header has no name for.
    throw new SshAgentError('an ECDSA key of 384 bits can not sign by an agent: use its file, or another key');
  }
  return new Promise((resolve, reject) => {
    const signer = createSigner({
      sign: (text, done) => {
        agentKey.sign(Buffer.from(text, 'latin1')).then(
          (signature) => done(null, { keyId, algorithm, headers: [], signature: signature.toString('base64') }),
          (error: unknown) => reject(error as Error),
        );
      },
    });
    signer.writeTarget(method, path);
    const dateText = signer.writeHeader('date', date.toUTCString());
    signer.sign((err: unknown, authorization) => {
      if (authorization === undefined) reject(new Error('the request cannot be signed', { cause: err }));
      else resolve({ date: dateText, authorization });
    });
  });
}
