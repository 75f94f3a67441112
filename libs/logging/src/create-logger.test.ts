import { PassThrough } from 'node:stream';

import { createLogger } from './create-logger';
import type { Logger } from './create-logger';

function capture(level = 'trace'): { log: Logger; lines(): Record<string, unknown>[] } {
  const stream = new PassThrough();
  const log = createLogger('vmapi', { level, stream });
  const lines = () => {
    const text = (stream.read() as Buffer | null)?.toString() ?? '';
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Record<string, unknown>);
  };
  return { log, lines };
}

test('a line has the fields that Triton tools expect', () => {
  const { log, lines } = capture();
  log.info({ vm_uuid: 'a1' }, 'resized');
  expect(lines()).toEqual([
    expect.objectContaining({ name: 'vmapi', level: 30, msg: 'resized', vm_uuid: 'a1', v: 0, pid: process.pid }),
  ]);
});

test('lines below the level are not written', () => {
  const { log, lines } = capture('warn');
  log.info('quiet');
  log.warn('loud');
  expect(lines().map(({ msg }) => msg)).toEqual(['loud']);
});

test('a level nobody knows is refused by name', () => {
  expect(() => createLogger('vmapi', { level: 'chatty' })).toThrow('LOG_LEVEL must be one of trace, debug');
});

test('children carry what they were given, and theirs too', () => {
  const { log, lines } = capture();
  const child = log.child({ req_id: 'r-1' });
  child.info('first');
  child.child({ deeper: true }).info('second');
  log.info('outside');
  expect(lines().map(({ req_id, deeper }) => [req_id, deeper])).toEqual([
    ['r-1', undefined],
    ['r-1', true],
    [undefined, undefined],
  ]);
});

test.each([
  ['as the first argument', (log: Logger, error: Error) => log.error(error, 'cannot resize')],
  ['under err', (log: Logger, error: Error) => log.error({ err: error }, 'cannot resize')],
  ['under another name', (log: Logger, error: Error) => log.error({ err: error, was: error }, 'cannot resize')],
])('an error given %s shows its whole chain of causes', (_how, write) => {
  const { log, lines } = capture();
  const disk = Object.assign(new Error('no space'), { code: 'ENOSPC' });
  write(log, new Error('task failed', { cause: new TypeError('bad report', { cause: disk }) }));
  const [line] = lines();
  expect(line).toMatchObject({
    msg: 'cannot resize',
    err: {
      name: 'Error',
      message: 'task failed',
      causes: [
        { name: 'TypeError', message: 'bad report' },
        { name: 'Error', message: 'no space', code: 'ENOSPC' },
      ],
    },
  });
  expect((line?.err as { stack: string }).stack).toMatch(
    /task failed[\s\S]*Caused by: TypeError: bad report[\s\S]*Caused by: Error: no space/,
  );
});

test('a field that cannot be read costs the field, not the line', () => {
  const { log, lines } = capture();
  const broken = Object.defineProperty({}, 'size', {
    enumerable: true,
    get() {
      throw new Error('gone');
    },
  });
  log.info({ broken }, 'still here');
  expect(lines()[0]).toMatchObject({ msg: 'still here', unloggable: 'Error: gone' });
});
