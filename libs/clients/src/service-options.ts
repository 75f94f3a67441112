import type { Logger } from '@triton/logging/create-logger';

/** Where a service of the deployment is, and how to show it who asks. */
export interface ServiceOptions {
  url: string;
  log?: Logger;
  timeoutMs?: number;
  /** Of every request: the credential of our own service. */
  headers?: Record<string, string>;
  /** In PEM: the authority of the service's certificate, and one of ours to show. */
  tls?: { ca?: string; cert?: string; key?: string };
}
