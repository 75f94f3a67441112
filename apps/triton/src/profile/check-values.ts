import { quote } from '../output/quote';
import { UsageError } from '../usage-error';
import type { Profile } from './profile';

const LOGIN = /^[a-zA-Z][a-zA-Z0-9_.@-]*$/;
const ROLE = /^[a-zA-Z0-9][a-zA-Z0-9 _.@-]{0,63}$/;
const FINGERPRINT = /^((MD5:)?[0-9a-f]{2}(:[0-9a-f]{2}){15}|SHA256:[A-Za-z0-9+/]{43})$/i;

/** Throws when a value could not work; `nameOf` says where a field of the profile came from. */
export function checkValues<P extends Partial<Profile>>(profile: P, nameOf: (field: keyof Profile) => string): P {
  const { url, account, user, keyId, roles = [], actAsAccount } = profile;
  const refuse = (field: keyof Profile, value: string, rule: string): never => {
    throw new UsageError(`${nameOf(field)} ${quote(value)} ${rule}`);
  };
  if (url !== undefined && !isHttpUrl(url)) refuse('url', url, 'is not a URL: it must be http://… or https://…');
  if (account !== undefined && !LOGIN.test(account)) refuse('account', account, 'is not the login of an account');
  if (user !== undefined && !LOGIN.test(user)) refuse('user', user, 'is not the login of a user');
  if (actAsAccount !== undefined && !LOGIN.test(actAsAccount)) {
    refuse('actAsAccount', actAsAccount, 'is not the login of an account');
  }
  for (const role of roles) if (!ROLE.test(role)) refuse('roles', role, 'is not the name of a role');
  if (keyId !== undefined && !FINGERPRINT.test(keyId)) {
    refuse('keyId', keyId, 'is not a key fingerprint, as "ssh-keygen -l -E md5 -f FILE" prints it');
  }
  return profile;
}

function isHttpUrl(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
