import { CloudapiClient } from '@triton/clients/cloudapi-client';
import { findPrivateKey } from '@triton/clients/find-private-key';
import { loadProfile } from './load-profile';
import type { Profile } from './profile';

/** What a command works with. */
export interface Session {
  profile: Profile;
  cloudapi: CloudapiClient;
  /** Writes a line of the result. */
  print(line: string): void;
  /** Writes a line that is not the result: progress, warnings. */
  note(line: string): void;
  /** A person watches: progress may be drawn and questions asked. */
  interactive: boolean;
}

/** Options that stand before the command. */
export interface GlobalOptions {
  profile?: string;
}

export function openSession(options: GlobalOptions, env: Record<string, string | undefined>): Session {
  const profile = loadProfile(options.profile, env);
  const cloudapi = new CloudapiClient({
    url: profile.url,
    account: profile.account,
    keyId: profile.keyId,
    privateKey: findPrivateKey(profile.keyId, env),
    user: profile.user,
    ...(profile.insecure ? { insecure: true } : {}),
  });
  return {
    profile,
    cloudapi,
    print: (line) => void process.stdout.write(`${line}\n`),
    note: (line) => void process.stderr.write(`${line}\n`),
    interactive: Boolean(process.stdout.isTTY && process.stdin.isTTY),
  };
}
