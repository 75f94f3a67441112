// npm run bench: measures a stack of its own, beside a bare service on the same stores.
import { createRequire } from 'node:module';
import { benchOptions } from './bench-options.mjs';
import { build } from './build.mjs';
import { setUp } from './setup.mjs';

const options = benchOptions(process.argv.slice(2));
try {
  await setUp();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { runBench } = createRequire(import.meta.url)('../dist/bench.cjs');
process.exit(await runBench(options));
