// npm run chaos: breaks a stack of its own under load, and judges what came of it.
import { createRequire } from 'node:module';
import { build } from './build.mjs';
import { chaosOptions } from './chaos-options.mjs';
import { setUp } from './setup.mjs';

const options = chaosOptions(process.argv.slice(2));
try {
  await setUp();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { runChaos } = createRequire(import.meta.url)('../dist/chaos.cjs');
process.exit(await runChaos(options));
