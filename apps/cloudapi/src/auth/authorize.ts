import { parse } from 'node:querystring';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import type { CallerRequest } from '@triton/http-server/app-options';
import type { EndpointFacts } from '@triton/http-server/endpoint';
import { isPermitted } from '../rules/is-permitted';
import type { Caller, CallingUser, HeldRole } from './caller';

/**
 * Throws NotAuthorized unless a sub-user's roles allow the operation: those named in `as-role` (`*`: all they hold), else
 * their default roles. A role is good for everything the account has. An account itself may do anything.
 */
export function authorize(caller: Caller, { name }: Pick<EndpointFacts, 'name'>, request: CallerRequest): void {
  const { account, user, ip } = caller;
  if (!user) return;
  const rules = activeRoles(user, request.url).flatMap((role) => role.rules);
  const attempt = {
    login: user.login,
    action: name,
    resource: request.path.replace(/^\/[^/]*/, `/${account.login}`),
    sourceip: ip,
    method: request.method,
    at: new Date(),
  };
  if (!isPermitted(rules, attempt)) throw new NotAuthorizedError(`${user.login} is not allowed to ${name}`);
}

function activeRoles({ login, roles }: CallingUser, url: string): readonly HeldRole[] {
  const asked = [parse(url.slice(url.indexOf('?') + 1))['as-role'] ?? []].flat();
  const wanted = url.includes('?') ? asked.flatMap((text) => text.split(',')).map((text) => text.trim()) : [];
  if (wanted.length === 0) return roles.filter(({ isDefault }) => isDefault);
  if (wanted.includes('*')) return roles;
  const held = roles.filter((role) => wanted.includes(role.name));
  // Whether there is such a role is not for everyone to know.
  if (held.length < new Set(wanted).size) throw new NotAuthorizedError(`${login} does not hold such a role`);
  return held;
}
