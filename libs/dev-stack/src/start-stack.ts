import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@triton/database/embedded-server';
import { startRedisServer } from '@triton/queue/redis-server';
import { ensureAccountKey } from './account-key';
import type { AccountKey } from './account-key';
import { buildBundles } from './build-bundles';
import { choosePorts } from './choose-ports';
import type { Ports } from './choose-ports';
import { writeEnvironmentFile } from './environment-file';
import { lockDataDir } from './lock-data-dir';
import { ManagedStore } from './managed-store';
import { nodesAreRunning } from './nodes-are-running';
import { seedCatalogDatabase } from './seed-catalog-database';
import { seedData } from './seed-data';
import { seedNode } from './seed-node';
import { seedPackages } from './seed-packages';
import { deploymentSecrets, type DeploymentSecrets } from './secrets/deployment-secrets';
import { serviceSecrets } from './service-secrets';
import { serviceSpecs } from './service-specs';
import { type SimulatedNode, simulatedNodes } from './simulated-node';
import { Stack } from './stack';
import { stackEnvironment } from './stack-environment';
import type { StackOptions } from './stack-options';
import { stackServices } from './stack-services';

const BUNDLES = ['papi', 'cnapi', 'vmapi', 'vmapi-runner', 'cloudapi', 'cn-agent'];

type Member = { name: string; start(): Promise<void>; stop(): Promise<void> };

/**
 * Starts PostgreSQL and Redis (unless given), every service and the simulated nodes, each a process of its own, and seeds
 * them. Returns when a machine can be created. When anything fails, what had been started is ended again.
 */
export async function startStack(given: StackOptions): Promise<Stack> {
  mkdirSync(given.dataDir, { recursive: true });
  const options = { ...given, dataDir: realpathSync(given.dataDir) };
  const lock = lockDataDir(options.dataDir);
  const started: Member[] = [];
  const start = async (members: readonly Member[]) => {
    await Promise.all(members.map((member) => (started.push(member), member.start())));
  };
  let closing: Promise<void> | undefined;
  const close = () => (closing ??= endAll(started).finally(() => lock.release()));
  try {
    return await assemble(options, start, close);
  } catch (err) {
    await close();
    throw err;
  }
}

async function assemble(
  options: StackOptions,
  start: (members: readonly Member[]) => Promise<void>,
  close: () => Promise<void>,
): Promise<Stack> {
  const { dataDir, say = () => undefined } = options;
  const nodes = simulatedNodes(dataDir, options.nodes ?? 2);
  const runners = runnerNames(options.runners ?? 1);
  const more = [...nodes.map(({ name }) => name), ...runners.slice(1)];
  const ports = await choosePorts(more, options.ports ?? { base: 'any' });
  for (const name of ports.moved) say(`the usual port of ${name} is taken; it gets ${ports.of(name)}`);
  const keys = accountKeys(dataDir);

  const secrets = stackSecrets(options, nodes);
  const stores = ownStores(options, ports, secrets);
  await Promise.all([
    buildBundles(BUNDLES),
    start(stores.own),
    ...nodes.map(({ poolDir }) => seedNode(poolDir, options.durable)),
  ]);
  const databaseUrl = stores.databaseUrl();
  const redisUrl = stores.redisUrl();
  say(`PostgreSQL at ${withoutPassword(databaseUrl)}, Redis at ${withoutPassword(redisUrl)}`);

  const zfsDelayMs = options.zfsDelayMs ?? 0;
  const urlOf = (name: string) => `http://127.0.0.1:${ports.of(name)}`;
  const told = await toldUrls(options, { vmapi: urlOf('vmapi'), cnapi: urlOf('cnapi'), databaseUrl, redisUrl });
  const { databaseUrl: toldDatabaseUrl, redisUrl: toldRedisUrl, ...neighbours } = told;
  const strict = options.strictCredentials ?? false;
  const specs = serviceSpecs({
    ...{ ports, nodes, runners, zfsDelayMs, queuePrefix: queuePrefix(options) },
    databaseUrl: toldDatabaseUrl,
    secrets: serviceSecrets({ secrets, redisUrl: toldRedisUrl, ownRedis: !options.redisUrl, strict }),
    urlOf: (name) => neighbours[name as keyof typeof neighbours] ?? urlOf(name),
  });
  const first = stackServices(specs.first, options, say);
  const then = stackServices(specs.then, options, say);
  const operatorToken = secrets.token('operator');
  const api = { cloudapi: urlOf('cloudapi'), vmapi: urlOf('vmapi'), cnapi: urlOf('cnapi'), papi: urlOf('papi') };
  const seededKeys = Object.entries(keys).map(([login, { publicKey }]) => [login, [{ name: 'dev', key: publicKey }]]);
  await Promise.all([start(first), seedCatalogDatabase(databaseUrl, Object.fromEntries(seededKeys))]);
  await Promise.all([start(then), seedPackages(api.papi, operatorToken)]);
  await nodesAreRunning(api.cnapi, nodes, operatorToken);

  const urls = { ...api, database: databaseUrl, redis: redisUrl };
  const environment = stackEnvironment({ dataDir, urls, keys, operatorToken });
  writeEnvironmentFile(join(dataDir, 'env.sh'), environment);
  return new Stack({ dataDir, nodes, keys, urls, environment }, [...stores.own, ...first, ...then], close);
}

function runnerNames(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `vmapi-runner${index === 0 ? '' : index + 1}`);
}

/** The addresses that services get, each perhaps of something in between. */
async function toldUrls(
  { between = (_name, url) => Promise.resolve(url) }: StackOptions,
  urls: Record<'vmapi' | 'cnapi' | 'databaseUrl' | 'redisUrl', string>,
) {
  return {
    vmapi: await between('vmapi', urls.vmapi),
    cnapi: await between('cnapi', urls.cnapi),
    databaseUrl: await between('postgres', urls.databaseUrl),
    redisUrl: await between('redis', urls.redisUrl),
  };
}

function accountKeys(dataDir: string): Record<string, AccountKey> {
  const pairs = seedData.accounts.map(({ login }) => [
    login,
    ensureAccountKey(join(dataDir, 'keys', login), `${login}@dev`),
  ]);
  return Object.fromEntries(pairs) as Record<string, AccountKey>;
}

/** The servers that nobody gave us, and how to reach both. */
function ownStores(
  { dataDir, databaseUrl, redisUrl, durable = true }: StackOptions,
  ports: Ports,
  { redisUsers: users }: DeploymentSecrets,
) {
  // The same after a restart, or nobody who knew it could come back.
  const password = randomBytes(24).toString('base64url');
  const postgres = new ManagedStore('postgres', () =>
    startEmbeddedPostgres({ dataDir: join(dataDir, 'postgres'), port: ports.of('postgres'), durable }),
  );
  const redis = new ManagedStore('redis', () =>
    startRedisServer({ dir: join(dataDir, 'redis'), port: ports.of('redis'), durable, password, users }),
  );
  return {
    own: [...(databaseUrl ? [] : [postgres]), ...(redisUrl ? [] : [redis])],
    databaseUrl: () => databaseUrl || postgres.url,
    redisUrl: () => redisUrl || redis.url,
  };
}

/** In the data directory, for its owner only, and the same at the next start. */
function stackSecrets(options: StackOptions, nodes: readonly SimulatedNode[]): DeploymentSecrets {
  const dir = join(options.dataDir, 'secrets');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  const serverUuids = nodes.map(({ serverUuid }) => serverUuid);
  return deploymentSecrets({ dir, serverUuids, queuePrefix: queuePrefix(options) });
}

/** Stacks that share a Redis must not take each other's work; the same data directory keeps its own. */
function queuePrefix({ dataDir, redisUrl }: StackOptions): string {
  return redisUrl ? `triton-${createHash('sha256').update(dataDir).digest('hex').slice(0, 12)}` : 'triton';
}

/** One after the other, so that nobody loses what it still needs. One that resists does not keep the others. */
async function endAll(started: readonly Member[]): Promise<void> {
  const isStore = ({ name }: Member) => name === 'postgres' || name === 'redis';
  const services = started.filter((member) => !isStore(member)).reverse();
  const failures: unknown[] = [];
  const end = (member: Member) => member.stop().catch((err: unknown) => failures.push(err));
  for (const service of services) await end(service);
  await Promise.all(started.filter(isStore).map(end));
  if (failures.length > 0) throw new AggregateError(failures, 'not everything could be ended in good order');
}

function withoutPassword(url: string): string {
  const { protocol, host, pathname } = new URL(url);
  return `${protocol}//${host}${pathname}`;
}
