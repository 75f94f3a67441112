import { lockAccount } from '@triton/catalog/lock-account';
import { withRetries } from '@triton/database/with-retries';
import type { Endpoint, EndpointRequest } from '@triton/http-server/endpoint';
import { Reply } from '@triton/http-server/reply';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { claimKey } from './claim-key';
import { findAnswer } from './find-answer';
import { keepAnswer } from './keep-answer';
import type { KeptAnswer } from './kept-answer';
import { repeatableRequest } from './repeatable-request';

type Request = EndpointRequest<Record<string, string>, object, object, Caller>;

/**
 * The endpoint, made to give the first answer again when a request comes back with its `Idempotency-Key`. Changes of
 * machines are done by VMAPI, which knows the key as well, so a repeat that finds no answer here is asked of it again and
 * gets the same. Changes of the catalog are done and their answer kept in one transaction, one after the other for each
 * account.
 */
export function once(endpoint: Endpoint<Context, Caller>): Endpoint<Context, Caller> {
  if (endpoint.method === 'get' || endpoint.public) return endpoint;
  const change = endpoint.path.includes('/machines') ? machineChange : catalogChange;
  return { ...endpoint, handle: (context, request) => change(endpoint, context, request) };
}

async function machineChange(endpoint: Endpoint<Context, Caller>, context: Context, request: Request) {
  const repeatable = repeatableRequest(endpoint.name, request);
  if (!repeatable) return endpoint.handle(context, request);
  const known = await findAnswer(context.db, repeatable);
  if (known?.answer) return toReply(known.answer);
  const answer = await endpoint.handle(context, request);
  const kept = toKept(answer);
  // What is gone stays gone by itself.
  if ((kept.status ?? endpoint.status) < 300) await keepAnswer(context.db, repeatable, kept);
  return answer;
}

async function catalogChange(endpoint: Endpoint<Context, Caller>, context: Context, request: Request) {
  const repeatable = repeatableRequest(endpoint.name, request);
  const { id, login } = request.caller.account;
  const answer = await withRetries(context.db, async (trx) => {
    await lockAccount(trx, id);
    if (repeatable && !(await claimKey(trx, repeatable))) {
      const known = await findAnswer(trx, repeatable);
      if (known?.answer) return toReply(known.answer);
    }
    const made = await endpoint.handle({ ...context, db: trx }, request);
    if (repeatable) await keepAnswer(trx, repeatable, toKept(made));
    return made;
  });
  // Now that others can see it: keys, users and roles decide who may sign and act.
  context.credentials.forget(login);
  return answer;
}

function toKept(answer: unknown): KeptAnswer {
  const { body, status, headers } = answer instanceof Reply ? answer : new Reply(answer, undefined, {});
  return {
    headers: { ...headers },
    ...(status === undefined ? {} : { status }),
    ...(body === undefined ? {} : { body }),
  };
}

function toReply({ body, status, headers }: KeptAnswer): Reply {
  return new Reply(body, status, headers);
}
