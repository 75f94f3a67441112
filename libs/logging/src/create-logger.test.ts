import { PassThrough } from 'node:stream';

import { createLogger } from './create-logger';
import type { Logger } from './create-logger';
import { runWithRequestId } from './request-id';

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

test('every line inside a request carries its id, from children and across awaits, and none outside does', async () => {
  const { log, lines } = capture();
  const child = log.child({ component: 'tickets' });
  await runWithRequestId('r-1', async () => {
    log.info('first');
    await Promise.resolve();
    child.info('second');
    await new Promise(setImmediate);
    child.child({ deeper: true }).info('third');
  });
  log.info('outside');
  expect(lines().map(({ req_id }) => req_id)).toEqual(['r-1', 'r-1', 'r-1', undefined]);
});

test('two requests at once keep their own ids', async () => {
  const { log, lines } = capture();
  const request = (id: string) =>
    runWithRequestId(id, async () => {
      for (let turn = 0; turn < 3; turn++) {
        await new Promise(setImmediate);
        log.info({ expected: id }, 'turn');
      }
    });
  await Promise.all([request('a'), request('b')]);
  const seen = lines();
  expect(seen).toHaveLength(6);
  for (const line of seen) expect(line.req_id).toBe(line.expected);
});

test('an explicit req_id is kept', () => {
  const { log, lines } = capture();
  runWithRequestId('outer', () => log.info({ req_id: 'of the task' }, 'taken'));
  expect(lines()[0]).toMatchObject({ req_id: 'of the task' });
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
