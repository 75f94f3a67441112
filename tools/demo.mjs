// npm run demo: set-up, a stack of its own, RFD 154's story told with real commands, and everything ended again.
import { createRequire } from 'node:module';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';

const startedMs = Date.now();
try {
  await setUp();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { runDemo } = createRequire(import.meta.url)('../dist/demo.cjs');
const exitCode = await runDemo();
console.log(
  `\n${exitCode === 0 ? 'done' : 'failed'} in ${((Date.now() - startedMs) / 1000).toFixed(1)} s, set-up included`,
);
process.exit(exitCode);
