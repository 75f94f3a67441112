import fc from 'fast-check';
import { hostileText } from './hostile-values';
import type { Operation, ServiceName } from './operations';
import { badQueryText } from './query-text';
import type { Fault } from './request';
import { segment } from './segment';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND', 'TRACE'];
/** CNAPI keeps no VMs, and what is gone need not be deleted: there a path to nothing is not wrong. */
const MAY_NAME_NOTHING = new Set<ServiceName>(['cnapi']);

export const badMethod: Fault = ({ method }) =>
  fc
    .constantFrom(...METHODS.filter((other) => other !== method && !(method === 'GET' && other === 'HEAD')))
    // Others may be at home at this path, so it says what none of them takes.
    .map((other) => ({ method: other, body: '{"__proto__":', mustBeRefused: isChange(other), isAstray: true }));

/** Ids of nothing, ids that are none, and paths that try to be others. */
export const badPath: Fault = (operation) => {
  const { service, path, method } = operation;
  const tricks = fc
    .constantFrom(
      '/%2e%2e/%2e%2e/etc/passwd',
      '/..%2f..%2fetc',
      '/%00',
      '/%ff',
      '/%zz',
      '//',
      '/;x',
      `/${'a/'.repeat(900)}`,
      '/.',
      '?',
    )
    .map((trick) => ({ target: path + trick, isAstray: true, body: '{"__proto__":', mustBeRefused: isChange(method) }));
  const ids = idsIn(operation);
  if (ids.length === 0) return tricks;
  const withHostileId = fc.tuple(fc.constantFrom(...ids), hostileText).map(([name, text]) => ({
    target: path.replace(`{${name}}`, segment(text)),
    isAstray: true,
    body: '{"__proto__":',
    mustBeRefused: isChange(method),
  }));
  const ofNothing = ofNothingIn(operation).map((target) => ({ target, mustBeRefused: isChange(method) }));
  return fc.oneof(tricks, withHostileId, MAY_NAME_NOTHING.has(service) ? withHostileId : ofNothing);
};

export const badQuery: Fault = (operation) =>
  badQueryText(operation).chain((text) => {
    const { path, method } = operation;
    const asked = { target: `${path}?${text}` };
    // What is wrong with a query need not be wrong for everyone, so a change has something else that must be refused.
    if (!isChange(method)) return fc.constant(asked);
    const refused = {
      ...asked,
      body: '{"a":"\\u0000"}',
      headers: { 'content-type': 'application/json' },
      mustBeRefused: true,
    };
    if (idsIn(operation).length === 0 || MAY_NAME_NOTHING.has(operation.service)) return fc.constant(refused);
    const ofNothing = ofNothingIn(operation).map((target) => ({ target: `${target}?${text}`, mustBeRefused: true }));
    return fc.oneof(fc.constant(refused), ofNothing);
  });

/** The path of what does not exist; that of a part of it need not be wrong, where a part is made by naming it. */
function ofNothingIn(operation: Operation): fc.Arbitrary<string> {
  const [first] = idsIn(operation);
  return fc.uuid().map((id) => operation.path.replace(`{${first}}`, id));
}

/** The path parameters that are ids; the account in the path is who signs. */
function idsIn({ pathParameters }: Operation): string[] {
  return pathParameters.map(({ name }) => name).filter((name) => name !== 'login');
}

function isChange(method: string): boolean {
  return !['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
}
