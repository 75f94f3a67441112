import type { CloudapiClient } from '@triton/clients/cloudapi-client';
import { loadProfile } from './profile/load-profile';
import type { Profile } from './profile/profile';
import type { ProfileOptions } from './profile/profile-options';
import type { Terminal } from './terminal';

/** What a command that talks to CloudAPI works with. */
export interface Session extends Terminal {
  readonly profile: Profile;
  readonly cloudapi: CloudapiClient;
}

/** Loads the profile and its key. Nothing is sent yet. */
export async function openSession(terminal: Terminal, options: ProfileOptions): Promise<Session> {
  const profile = await loadProfile(options, terminal.env);
  // Half of the start-up time: help, usage errors and profile commands do without.
  const [{ CloudapiClient }, { findSigningKey }] = await Promise.all([
    import('@triton/clients/cloudapi-client'),
    import('@triton/clients/find-signing-key'),
  ]);
  const ask = (file: string, again: boolean): Promise<string | undefined> =>
    terminal.askSecret(`${again ? 'That is not it. ' : ''}Passphrase of ${file}:`);
  const privateKey = await findSigningKey(profile.keyId, terminal.env, terminal.interactive ? ask : undefined);
  const cloudapi = new CloudapiClient({
    url: profile.url,
    account: profile.account,
    // Signatures name a key by its MD5 fingerprint, whichever one the profile has.
    keyId: privateKey.publicKey.fingerprintMd5,
    privateKey,
    user: profile.user,
    roles: profile.roles,
    actAs: profile.actAsAccount,
    insecure: profile.insecure ?? false,
  });
  return { ...terminal, profile, cloudapi };
}
