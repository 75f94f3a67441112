import type { ParsedUrlQuery } from 'node:querystring';
import type { AppOptions } from './app-options';
import type { Endpoint } from './endpoint';
import type { RawBody } from './read-body';
import type { MethodEndpoints } from './route-table';

/** Of the endpoints at one method and path, the one the request's `action` names: in the body, else in the query. */
export function chooseEndpoint<C, A>(
  { byAction, plain }: MethodEndpoints<C, A>,
  query: ParsedUrlQuery,
  body: RawBody,
  invalid: AppOptions<C, A>['invalid'],
): Endpoint<C, A> {
  if (byAction.size === 0 && plain) return plain;
  const action = actionIn(body.value) ?? query.action;
  const chosen = typeof action === 'string' ? byAction.get(action) : undefined;
  if (chosen) return chosen;
  if (action === undefined && plain) return plain;
  const message = `must be one of ${[...byAction.keys()].join(', ')}`;
  const code = action === undefined ? 'MissingParameter' : 'Invalid';
  throw invalid(`action ${message}`, [{ field: 'action', code, message }]);
}

function actionIn(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !Object.hasOwn(body, 'action')) return undefined;
  return (body as { action: unknown }).action;
}
