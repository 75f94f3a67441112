import { InvalidCredentialsError } from '@triton/errors/invalid-credentials-error';
import { NotAuthorizedError } from '@triton/errors/not-authorized-error';
import type { Logger } from '@triton/logging/create-logger';
import type { AppOptions, CallerRequest } from '../app-options';
import type { Endpoint } from '../endpoint';
import { isFromThisMachine } from './is-from-this-machine';
import { KnownCallers } from './known-callers';
import { AGENT, OPERATOR, type ServiceCaller } from './service-caller';

/** By role, the operations it may do. Nobody else may do anything, but for the operator, who may do everything. */
export type CallerRules = Readonly<Record<string, readonly string[]>>;

export interface CallerGateOptions<C> {
  /** Undefined: nobody is asked for a credential. */
  file?: string | undefined;
  /** Who asks without a credential from this machine is the operator. For development only. */
  trustLoopback?: boolean;
  rules: CallerRules;
  endpoints: readonly Endpoint<C>[];
  log: Logger;
}

export interface CallerGate<C> {
  /** For `createApp`. */
  options: Pick<AppOptions<C, ServiceCaller | undefined>, 'authenticate' | 'authorize' | 'callerFields'>;
  close(): void;
}

/**
 * Stands before the endpoints of an inner service: every one that is not public wants to know who asks
 * (`Authorization: Bearer <token>`), and does what that role may have done. The agent of a compute node, moreover, says in
 * `x-server-uuid` which node it speaks for, and is believed for its own only.
 * @throws Error when the callers file cannot be used, or rules name operations that there are not
 */
export function callerGate<C>({
  file,
  trustLoopback = false,
  rules,
  endpoints,
  log,
}: CallerGateOptions<C>): CallerGate<C> {
  const names = new Set(endpoints.map(({ name }) => name));
  const unknown = Object.values(rules).flatMap((operations) => operations.filter((name) => !names.has(name)));
  if (unknown.length > 0) throw new Error(`there are rules about operations that do not exist: ${unknown.join(', ')}`);
  if (file === undefined) {
    log.warn('nobody is asked for a credential: no callers file is named');
    return { options: {}, close: () => undefined };
  }

  const callers = new KnownCallers(file, log);
  const allowed = new Map(Object.entries(rules).map(([role, operations]) => [role, new Set(operations)]));
  return {
    options: {
      authenticate: (request) => callerOf(request, callers, trustLoopback),
      authorize(caller, { name }, { params }) {
        if (caller === undefined || caller.role === OPERATOR) return;
        const { role, serverUuid } = caller;
        if (!allowed.get(role)?.has(name)) throw new NotAuthorizedError(`${role} may not do ${name}`);
        const other = params.server_uuid !== undefined && params.server_uuid.toLowerCase() !== serverUuid;
        if (role === AGENT && other) throw new NotAuthorizedError('an agent may speak for its own server only');
      },
      callerFields: (caller) => ({ caller: caller?.name }),
    },
    close: () => callers.close(),
  };
}

function callerOf(request: CallerRequest, callers: KnownCallers, trustLoopback: boolean): ServiceCaller {
  const { authorization } = request.headers;
  if (authorization === undefined) {
    if (trustLoopback && isFromThisMachine(request)) return { name: 'loopback', role: OPERATOR };
    throw new InvalidCredentialsError('a credential is required: Authorization: Bearer <token>');
  }
  const [, token] = /^Bearer +(\S+) *$/i.exec(authorization) ?? [];
  const caller = token === undefined ? undefined : callers.callerOf(token);
  if (!caller) throw new InvalidCredentialsError('the credential is not known');
  // Endpoints without a server in their path go by this header, so an agent must not leave it out.
  if (caller.role === AGENT && request.headers['x-server-uuid'] !== caller.serverUuid) {
    throw new NotAuthorizedError('x-server-uuid must be the server that the credential is for');
  }
  return caller;
}
