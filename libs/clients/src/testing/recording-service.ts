import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { createApp } from '@triton/http-server/create-app';
import { endpointFor } from '@triton/http-server/endpoint';
import { listen } from '@triton/http-server/listen';
import { reply } from '@triton/http-server/reply';
import { createLogger } from '@triton/logging/create-logger';
import { Type } from '@sinclair/typebox';
import type { IncomingHttpHeaders } from 'node:http';

/** What the service was asked, as it came over the wire. */
export interface Asked {
  method: string;
  url: string;
  body: unknown;
  headers: IncomingHttpHeaders;
}

export interface RecordingService {
  readonly url: string;
  readonly asked: Asked[];
  /** From now on every request gets this answer. */
  answer(body: unknown, headers?: Record<string, string>, status?: number): void;
  /** The next requests get these bodies, the last of them again and again. */
  answerInTurn(bodies: unknown[]): void;
  /** From now on every request is refused with `err`, as a service of ours does it. */
  refuse(err: Error): void;
  /** As new: nothing asked, `{}` to everything. */
  reset(): void;
  close(): Promise<void>;
}

/** A service that answers any request with what a test wants, and remembers what it was asked. */
export async function startRecordingService(): Promise<RecordingService> {
  const asked: Asked[] = [];
  let answers: (() => unknown)[] = [];
  const endpoint = endpointFor<null>();
  const endpoints = (['get', 'post', 'put', 'delete'] as const).map((verb) =>
    endpoint({
      name: `Any-${verb}`,
      method: verb,
      path: '/*path',
      input: Type.Object({}, { additionalProperties: true }),
      status: 200,
      errors: [],
      handle(_context, { method, url, input, headers }) {
        asked.push({ method, url, body: input, headers });
        const answer = answers.length > 1 ? answers.shift() : answers[0];
        return answer?.();
      },
    }),
  );
  const app = createApp({
    name: 'any',
    serverHeader: 'Any/1.0.0',
    versions: ['8.0.0', '9.0.0'],
    endpoints,
    context: null,
    log: createLogger('any', { level: 'fatal' }),
    invalid: (message, errors) => new InvalidArgumentError(message, errors),
  });
  const { url, close } = await listen(app, { host: '127.0.0.1', port: 0 });
  const service: RecordingService = {
    url,
    asked,
    close,
    answer: (body, headers = {}, status = 200) => void (answers = [() => reply(body, { headers, status })]),
    answerInTurn: (bodies) => void (answers = bodies.map((body) => () => body)),
    refuse(err) {
      answers = [
        () => {
          throw err;
        },
      ];
    },
    reset() {
      asked.length = 0;
      service.answer({});
    },
  };
  service.reset();
  return service;
}
