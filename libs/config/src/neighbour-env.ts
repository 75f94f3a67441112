import { type Static, Type } from '@sinclair/typebox';
import { pemFile } from './pem-file';

/** Variables of everything that calls other services of the deployment. */
export const neighbourEnv = {
  SERVICE_TOKEN: Type.Optional(Type.String({ description: 'What we show: `<name>.<secret>`.', minLength: 1 })),
  TLS_CA_FILE: Type.Optional(Type.String({ description: 'The authority of the certificates of other services.' })),
  TLS_CLIENT_CERT_FILE: Type.Optional(
    Type.String({ description: 'The certificate to show to those who ask for one.' }),
  ),
  TLS_CLIENT_KEY_FILE: Type.Optional(Type.String()),
};

/** How to call other services of the deployment: for the clients of `libs/clients`. */
export interface Neighbours {
  headers?: Record<string, string>;
  /** In PEM. */
  tls?: { ca?: string; cert?: string; key?: string };
}

const Env = Type.Object(neighbourEnv);

export function readNeighbours(values: Static<typeof Env>): Neighbours {
  const { SERVICE_TOKEN, TLS_CA_FILE, TLS_CLIENT_CERT_FILE, TLS_CLIENT_KEY_FILE } = values;
  if ((TLS_CLIENT_CERT_FILE === undefined) !== (TLS_CLIENT_KEY_FILE === undefined)) {
    throw new Error('TLS_CLIENT_CERT_FILE and TLS_CLIENT_KEY_FILE belong together');
  }
  const tls = {
    ...pemFile('ca', 'TLS_CA_FILE', TLS_CA_FILE),
    ...pemFile('cert', 'TLS_CLIENT_CERT_FILE', TLS_CLIENT_CERT_FILE),
    ...pemFile('key', 'TLS_CLIENT_KEY_FILE', TLS_CLIENT_KEY_FILE),
  };
  return {
    ...(SERVICE_TOKEN === undefined ? {} : { headers: { authorization: `Bearer ${SERVICE_TOKEN}` } }),
    ...(Object.keys(tls).length === 0 ? {} : { tls }),
  };
}
