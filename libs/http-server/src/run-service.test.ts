import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const program = join(__dirname, 'testing', 'small-service.ts');

async function lifeOf(mode: string, signal?: NodeJS.Signals): Promise<{ exitCode: number | null; log: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', program, mode], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, LOG_LEVEL: 'info' },
  });
  let log = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const isFirst = !log.includes('listening');
    log += chunk.toString();
    if (signal && isFirst && log.includes('listening')) child.kill(signal);
  });
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, log };
}

test.each(['SIGTERM', 'SIGINT'] as const)('a service that gets %s closes and ends with status 0', async (signal) => {
  const { exitCode, log } = await lifeOf('good', signal);
  expect(exitCode).toBe(0);
  expect(log).toContain('closed everything');
});

test('a service that can not start says why and ends with status 1', async () => {
  const { exitCode, log } = await lifeOf('bad');
  expect(exitCode).toBe(1);
  expect(log).toContain('PORT is not a number');
});
