// The tables of endpoints of all services, and what is made from them. The tables are TypeScript, so they are bundled first.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build } from 'esbuild';
import { sourceFiles } from './source-files.mjs';
import { root } from './setup.mjs';

const OPENAPI = '@triton/http-server/openapi';

/** `{ app, path, endpoints, openapi, errors }` of each app that has a table. */
export async function loadEndpointTables() {
  const paths = sourceFiles(root, ['apps'], /^.*\/apps\/[^/]+\/src\/endpoints\.ts$/);
  if (paths.length === 0) throw new Error('no endpoint tables were found: has the layout changed?');
  const outdir = join(root, 'dist', '.tables');
  mkdirSync(outdir, { recursive: true });
  return Promise.all(paths.map((path) => load(path, outdir)));
}

async function load(path, outdir) {
  const source = dirname(path);
  const app = basename(dirname(source));
  const outfile = join(outdir, `${app}.${process.pid}.cjs`);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  await build({
    absWorkingDir: root,
    stdin: {
      contents: `
        import { openapiOf } from '${OPENAPI}/openapi-of';
        import { shareRepeated } from '${OPENAPI}/share-repeated';
        import { errorsTable } from '${OPENAPI}/errors-table';
        import { about } from './about';
        import { endpoints } from './endpoints';
        export { endpoints };
        export const openapi = () => shareRepeated(openapiOf(about, endpoints));
        export const errors = () => errorsTable(about, endpoints);`,
      resolveDir: join(root, source),
      loader: 'ts',
    },
    outfile,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    external: Object.keys(dependencies),
    logLevel: 'silent',
  });
  try {
    const { endpoints, openapi, errors } = createRequire(import.meta.url)(outfile);
    return { app, path, endpoints, openapi: openapi(), errors: errors() };
  } finally {
    rmSync(outfile, { force: true });
  }
}
