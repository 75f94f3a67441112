import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readListener } from './listener-env';
import { readNeighbours } from './neighbour-env';

let dir: string;
const file = (name: string, text = `-----BEGIN ${name}-----\n`) => {
  const path = join(dir, name);
  writeFileSync(path, text);
  return path;
};
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'tls-env-'))));
afterEach(() => rmSync(dir, { recursive: true }));

test('nothing named is nothing special', () => {
  expect(readListener({})).toEqual({});
  expect(readNeighbours({})).toEqual({});
});

test('files are read, and a token becomes a header', () => {
  const [TLS_CERT_FILE, TLS_KEY_FILE, TLS_CLIENT_CA_FILE] = [file('cert'), file('key'), file('ca')];
  const [cert, key, ca] = ['cert', 'key', 'ca'].map((name) => `-----BEGIN ${name}-----\n`);
  expect(readListener({ TLS_CERT_FILE, TLS_KEY_FILE, TLS_CLIENT_CA_FILE })).toEqual({
    tls: { cert, key, clientCa: ca },
  });
  const client = { TLS_CLIENT_CERT_FILE: TLS_CERT_FILE, TLS_CLIENT_KEY_FILE: TLS_KEY_FILE };
  expect(readNeighbours({ ...client, TLS_CA_FILE: TLS_CLIENT_CA_FILE, SERVICE_TOKEN: 'vmapi.secret' })).toEqual({
    headers: { authorization: 'Bearer vmapi.secret' },
    tls: { ca, cert, key },
  });
});

test('half of a pair is a mistake, and so is a file that is none or something else', () => {
  const TLS_CERT_FILE = file('cert');
  expect(() => readListener({ TLS_CERT_FILE })).toThrow('belong together');
  expect(() => readListener({ TLS_CLIENT_CA_FILE: TLS_CERT_FILE })).toThrow('belong together');
  expect(() => readNeighbours({ TLS_CLIENT_KEY_FILE: TLS_CERT_FILE })).toThrow('belong together');
  expect(() => readNeighbours({ TLS_CA_FILE: join(dir, 'none') })).toThrow(/TLS_CA_FILE cannot be read: ENOENT/);
  expect(() => readNeighbours({ TLS_CA_FILE: file('other', 'secret') })).toThrow(/TLS_CA_FILE: .*other is no PEM file/);
});
