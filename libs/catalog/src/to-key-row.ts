import { parsePublicKey } from '@triton/http-auth/parse-public-key';

/** What is stored of a public key: its plain OpenSSH form, and every fingerprint that a keyId may name it by. */
export function toKeyRow(text: string): { fingerprint: string; fingerprint_sha256: string; openssh: string } {
  const { fingerprintMd5, fingerprintSha256, openssh } = parsePublicKey(text);
  return { fingerprint: fingerprintMd5, fingerprint_sha256: fingerprintSha256, openssh };
}
