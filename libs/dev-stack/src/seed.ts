import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { parseEnv } from '@triton/config/parse-env';
import { ensureAccountKey } from './account-key';
import { seedCatalogDatabase } from './seed-catalog-database';
import { seedData } from './seed-data';
import { seedNode } from './seed-node';
import { seedPackages } from './seed-packages';

const Env = Type.Object({
  DATABASE_URL: Type.String({ minLength: 1 }),
  PAPI_URL: Type.String({ format: 'uri' }),
  KEYS_DIR: Type.String({ minLength: 1, description: "Where the accounts' key pairs are kept; made when missing." }),
  SERVICE_TOKEN: Type.Optional(Type.String({ description: 'Of the operator, where PAPI asks for it.' })),
  POOL_DIRS: Type.String({ default: '', description: 'Simulated pools, separated by commas.' }),
});

/** Seeds a deployment that others have started (docker compose), once. Doing it again changes nothing. */
async function main(): Promise<void> {
  const { DATABASE_URL, PAPI_URL, KEYS_DIR, POOL_DIRS, SERVICE_TOKEN } = parseEnv(Env, process.env);
  for (const poolDir of POOL_DIRS.split(',').filter(Boolean)) await seedNode(poolDir);
  const keys = seedData.accounts.map(({ login }) => {
    const { publicKey, privateKeyFile } = ensureAccountKey(join(KEYS_DIR, login), `${login}@dev`);
    console.log(`${login}: ${privateKeyFile}`);
    return [login, [{ name: 'dev', key: publicKey }]];
  });
  await seedCatalogDatabase(DATABASE_URL, Object.fromEntries(keys) as Record<string, { name: string; key: string }[]>);
  await seedPackages(PAPI_URL, SERVICE_TOKEN);
}

main().catch((err: unknown) => {
  console.error(err);
  process.exitCode = 1;
});
