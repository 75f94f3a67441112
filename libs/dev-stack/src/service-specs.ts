import type { Ports } from './choose-ports';
import type { ServiceSecrets } from './service-secrets';
import type { SimulatedNode } from './simulated-node';

/** One service: which bundle, on which port, with which environment. */
export interface ServiceSpec {
  name: string;
  /** `dist/<bundle>.cjs` */
  bundle: string;
  port: number;
  pingPath: string;
  env: Record<string, string>;
}

export interface ServiceFacts {
  ports: Ports;
  nodes: readonly SimulatedNode[];
  /** Names of the workflow runners. */
  runners: readonly string[];
  /** Where services find each other. */
  urlOf(name: string): string;
  databaseUrl: string;
  secrets: ServiceSecrets;
  queuePrefix: string;
  zfsDelayMs: number;
}

export interface ServiceSpecs {
  /** Those that the others need from their first moment. */
  first: ServiceSpec[];
  then: ServiceSpec[];
}

/** All processes of a stack but PostgreSQL and Redis, in the order of their start. */
export function serviceSpecs(facts: ServiceFacts): ServiceSpecs {
  const { ports, databaseUrl, queuePrefix, urlOf, secrets } = facts;
  const caller = (name: string) => secrets.caller(name);
  const queue = (name: string) => ({ ...secrets.queues(name), QUEUE_PREFIX: queuePrefix, ...caller(name) });
  const database = { DATABASE_URL: databaseUrl };
  const vmapi = { ...database, ...queue('vmapi'), CNAPI_URL: urlOf('cnapi'), PAPI_URL: urlOf('papi') };
  const service = (name: string, env: Record<string, string>, pingPath = '/ping'): ServiceSpec => {
    const port = ports.of(name);
    return { name, bundle: name, port, pingPath, env: { HOST: '127.0.0.1', PORT: String(port), ...env } };
  };
  const agent = ({ name, serverUuid, agentDir, zonesDir, poolDir }: SimulatedNode): ServiceSpec => ({
    ...service(name, {
      SERVER_UUID: serverUuid,
      SERVER_HOSTNAME: name,
      CNAPI_URL: urlOf('cnapi'),
      ...queue(`agent-${serverUuid}`),
      AGENT_DIR: agentDir,
      VMADM_ROOT: zonesDir,
      ZFS_SIM_ROOT: poolDir,
      ZFS_SIM_DELAY_MS: String(facts.zfsDelayMs),
    }),
    bundle: 'cn-agent',
  });
  return {
    first: [
      service('papi', { ...database, ...secrets.asked }),
      service('cnapi', { ...database, ...secrets.asked, ...queue('cnapi'), VMAPI_URL: urlOf('vmapi') }),
    ],
    then: [
      service('vmapi', { ...vmapi, ...secrets.asked }),
      ...facts.runners.map((name) => ({ ...service(name, vmapi), bundle: 'vmapi-runner' })),
      service(
        'cloudapi',
        { ...database, ...caller('cloudapi'), VMAPI_URL: urlOf('vmapi'), PAPI_URL: urlOf('papi') },
        '/--ping',
      ),
      ...facts.nodes.map(agent),
    ],
  };
}
