// npm start: the whole stack in the foreground.
import { createRequire } from 'node:module';
import { build } from './build.mjs';
import { root, setUp } from './setup.mjs';
import { startOptions } from './start-options.mjs';

const options = startOptions(process.argv.slice(2), { root });
try {
  await setUp();
  await build();
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
const { startInForeground } = createRequire(import.meta.url)('../dist/start.cjs');
process.exit(await startInForeground(options));
