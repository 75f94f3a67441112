import { spawnSync } from 'node:child_process';
import { processCpuMs } from './process-cpu';

const onLinux = process.platform === 'linux' ? test : test.skip;

onLinux('the work of a process and that of its ended children are counted', () => {
  const before = processCpuMs(process.pid);
  spawnSync(process.execPath, [
    '-e',
    'const end = process.cpuUsage().user + 2e5; while (process.cpuUsage().user < end);',
  ]);
  expect(processCpuMs(process.pid) - before).toBeGreaterThanOrEqual(190);
});

test('a process that does not exist has used nothing', () => {
  expect(processCpuMs(2 ** 30)).toBe(0);
});
