import { type Static, Type } from '@sinclair/typebox';
import { pemFile } from './pem-file';

/** Variables of everything that listens. */
export const listenerEnv = {
  TLS_CERT_FILE: Type.Optional(Type.String({ description: 'Our certificate; with it we speak HTTPS only.' })),
  TLS_KEY_FILE: Type.Optional(Type.String()),
  TLS_CLIENT_CA_FILE: Type.Optional(Type.String({ description: 'Clients must show a certificate of this authority.' })),
};

/** What `listen` takes to speak HTTPS, in PEM. */
export interface ListenerTls {
  cert: string;
  key: string;
  /** Clients must show a certificate of this authority. */
  clientCa?: string;
}

const Env = Type.Object(listenerEnv);

/** How to listen: with TLS, when a certificate is named. */
export function readListener(values: Static<typeof Env>): { tls?: ListenerTls } {
  const { TLS_CERT_FILE, TLS_KEY_FILE, TLS_CLIENT_CA_FILE } = values;
  const { cert } = pemFile('cert', 'TLS_CERT_FILE', TLS_CERT_FILE);
  const { key } = pemFile('key', 'TLS_KEY_FILE', TLS_KEY_FILE);
  const clientCa = pemFile('clientCa', 'TLS_CLIENT_CA_FILE', TLS_CLIENT_CA_FILE);
  if (cert !== undefined && key !== undefined) return { tls: { cert, key, ...clientCa } };
  if (cert === undefined && key === undefined && TLS_CLIENT_CA_FILE === undefined) return {};
  throw new Error('TLS_CERT_FILE and TLS_KEY_FILE belong together, and TLS_CLIENT_CA_FILE to both');
}
