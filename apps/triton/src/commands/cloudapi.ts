import type { IncomingHttpHeaders } from 'node:http';
import type { Answer, RawRequest } from '@triton/clients/cloudapi-connection';
import { TritonError } from '@triton/errors/triton-error';
import { listOf } from '../arguments/list-of';
import type { CloudCommand, Options } from '../command';
import { quote } from '../output/quote';
import { UsageError } from '../usage-error';

const METHODS: readonly RawRequest['method'][] = ['get', 'head', 'post', 'put', 'delete'];
const TARGET = /^\/[\u0021-\u007e]*$/;
const HEADER = /^([-!#$%&'*+.^_`|~0-9a-z]+):\s*([\t\u0020-\u007e]*)$/i;

export const cloudapi: CloudCommand = {
  name: 'cloudapi',
  summary: 'Make a raw request to CloudAPI.',
  arguments: '<path>',
  options: [
    { flags: '-X, --method <method>', description: 'GET, HEAD, POST, PUT or DELETE.' },
    { flags: '-H, --header <header>', description: '"Name: value"; may be repeated.', repeatable: true },
    { flags: '-d, --data <data>', description: 'JSON body.' },
    { flags: '-i, --include', description: 'Print status and headers too, on stderr.' },
  ],
  help: `Make a raw request to CloudAPI: sign it, send it, print the JSON it answers.

Usage:
    triton cloudapi [OPTIONS] PATH

Options:
    -h, --help          Show this help.
    -X, --method=METHOD GET, HEAD, POST, PUT or DELETE. Default is GET, or PUT
                        with data.
    -H, --header="NAME: VALUE"
                        A header to send. May be repeated.
    -d, --data=DATA     A JSON body.
    -i, --include       Print status and headers too, on stderr.

Where "PATH" is all of it, the account included: "/my/machines?limit=1".
`,
  async run(session, [path = ''], options) {
    const request = requestOf(path, options);
    const report = (status: number, headers: IncomingHttpHeaders): void => {
      if (options.include) reportAnswer(session.note, status, headers);
    };
    let answer: Answer<unknown>;
    try {
      answer = await session.cloudapi.request(request);
    } catch (error) {
      if (error instanceof TritonError && 'headers' in error)
        report(error.status, error.headers as IncomingHttpHeaders);
      throw error;
    }
    report(answer.status, answer.headers);
    if (answer.body !== undefined) session.print(JSON.stringify(answer.body, null, 4));
  },
};

function requestOf(path: string, { method, data, header }: Options): RawRequest {
  if (!TARGET.test(path)) {
    throw new UsageError(`${quote(path)} is not a path: it begins with "/", and other characters are percent-encoded`);
  }
  const body = data === undefined ? undefined : bodyOf(String(data));
  const wanted = String(method ?? (body === undefined ? 'GET' : 'PUT')).toLowerCase();
  const known = METHODS.find((one) => one === wanted);
  if (known === undefined) {
    throw new UsageError(`${quote(String(method))} is not a method; methods are ${METHODS.join(', ').toUpperCase()}`);
  }
  if (body !== undefined && known !== 'post' && known !== 'put') {
    throw new UsageError(`a ${known.toUpperCase()} has no data: use -X POST or -X PUT`);
  }
  return { method: known, path, body, headers: Object.fromEntries(listOf(header).map(headerOf)) };
}

function bodyOf(data: string): object {
  let body: unknown;
  try {
    body = JSON.parse(data);
  } catch (cause) {
    throw new UsageError(`--data: ${quote(data)} is not JSON: ${(cause as Error).message}`, { cause });
  }
  if (typeof body === 'object' && body !== null) return body;
  throw new UsageError('--data must be a JSON object or list');
}

function headerOf(text: string): [string, string] {
  const [, name, value] = HEADER.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new UsageError(`--header: ${quote(text)} is not "Name: value"`);
  return [name, value];
}

function reportAnswer(note: (line: string) => void, status: number, headers: IncomingHttpHeaders): void {
  note(`HTTP/1.1 ${status}`);
  for (const [name, value] of Object.entries(headers)) note(`${name}: ${String(value)}`);
  note('');
}
