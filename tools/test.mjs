// npm test: everything that must pass. The last line says `N passed, N failed`; each check and each Jest test counts as one.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from './build.mjs';
import { run } from './run.mjs';
import { root, setUp } from './setup.mjs';
import { step } from './step.mjs';

const JEST_TIMEOUT_MS = 60 * 60_000;

const startedMs = Date.now();
const counts = { passed: 0, failed: 0 };
const failures = [];
const env = { ...process.env, CI: 'true', NX_DAEMON: 'false', NX_NO_CLOUD: 'true', FORCE_COLOR: '0' };

const program = (name, ...args) => run(join(root, 'node_modules', '.bin', name), args, { cwd: root, env });
const script = (path) => run(process.execPath, [join(root, path)], { cwd: root, env });

try {
  await setUp();
} catch (error) {
  console.error(error.message);
  end(0, 1);
}

console.log('checks');
await check('build', () => build({ quiet: true }));
await check('prettier', () => program('prettier', '--check', '--log-level=warn', '.'));
// The layer rule skips itself without a word unless Nx has built the project graph before.
await check('eslint', () => program('nx', 'show', 'projects').then(() => program('eslint', 'apps', 'libs', 'tools')));
await check('tsc', () => program('tsc', '-p', '.', '--noEmit'));
for (const file of readdirSync(join(root, 'tools', 'check')).filter((name) => name.endsWith('.mjs'))) {
  await check(file.replace('.mjs', '').replaceAll('-', ' '), () => script(join('tools', 'check', file)));
}
console.log('jest');
await jest();
for (const { name, message } of failures) console.error(`\n${name} failed:\n${message}`);
console.log(`in ${Math.round((Date.now() - startedMs) / 1000)} s`);
end(counts.passed, counts.failed);

async function check(name, work) {
  try {
    await step(name, work);
    counts.passed++;
  } catch (error) {
    counts.failed++;
    failures.push({ name, message: error.message });
  }
}

async function jest() {
  const directory = mkdtempSync(join(tmpdir(), 'triton-test-'));
  const outputFile = join(directory, 'jest.json');
  const args = [join(root, 'node_modules', 'jest', 'bin', 'jest.js'), '--ci', '--json', `--outputFile=${outputFile}`];
  const child = spawn(process.execPath, args, {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  // A process group of its own, because a test that never ends outlives a Jest that is merely asked to.
  const killAll = () => process.kill(-child.pid, 'SIGKILL');
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => (killAll(), process.exit(1)));
  const timer = setTimeout(killAll, JEST_TIMEOUT_MS);
  const exitCode = await new Promise((resolve) => child.once('close', resolve));
  clearTimeout(timer);
  try {
    const { numPassedTests, numFailedTests, numRuntimeErrorTestSuites } = JSON.parse(readFileSync(outputFile, 'utf8'));
    counts.passed += numPassedTests;
    counts.failed += numFailedTests + numRuntimeErrorTestSuites;
    // Told by the exit code only: a failed global set-up or tear-down.
    if (exitCode !== 0 && numFailedTests + numRuntimeErrorTestSuites === 0) counts.failed++;
  } catch {
    counts.failed++;
    failures.push({ name: 'jest', message: `it ended with ${exitCode ?? 'a signal'} and left no result` });
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function end(passed, failed) {
  console.log(`${passed} passed, ${failed} failed`);
  process.exit(failed === 0 ? 0 : 1);
}
