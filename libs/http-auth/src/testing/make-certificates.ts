import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  createCertificate,
  createSelfSignedCertificate,
  generatePrivateKey,
  identityForHost,
  identityFromDN,
} from 'sshpk';

/** PEM files. */
export interface CertificateFiles {
  cert: string;
  key: string;
}

export interface Certificates {
  /** The authority's own certificate. */
  ca: string;
  /** Of `localhost`, for servers and for clients. */
  localhost: CertificateFiles;
  /** The same by an authority that nobody trusts. */
  stranger: CertificateFiles;
}

const DAY_SECONDS = 24 * 60 * 60;
const TLS = ['serverAuth', 'clientAuth'];

/** A certificate authority of a day, made without any program, and what it has signed. Written into `directory`. */
export function makeCertificates(directory: string): Certificates {
  mkdirSync(directory, { recursive: true });
  const write = (name: string, content: string | Buffer): string => {
    const path = join(directory, name);
    writeFileSync(path, content, { mode: 0o600 });
    return path;
  };
  const authority = (name: string) => {
    const id = identityFromDN(`CN=${name}`);
    const key = generatePrivateKey('ecdsa');
    const options = { lifetime: DAY_SECONDS, purposes: ['ca', ...TLS] };
    const certificate = createSelfSignedCertificate(id, key, options);
    const sign = (host: string, file: string): CertificateFiles => {
      const hostKey = generatePrivateKey('ecdsa');
      const hostOptions = { lifetime: DAY_SECONDS, purposes: [...TLS] };
      const signed = createCertificate(identityForHost(host), hostKey, id, key, hostOptions);
      return {
        cert: write(`${file}.pem`, signed.toBuffer('pem')),
        key: write(`${file}.key`, hostKey.toBuffer('pkcs8')),
      };
    };
    return { ca: write(`${name}.pem`, certificate.toBuffer('pem')), sign };
  };
  const trusted = authority('authority');
  return {
    ca: trusted.ca,
    localhost: trusted.sign('localhost', 'localhost'),
    stranger: authority('another').sign('localhost', 'stranger'),
  };
}
