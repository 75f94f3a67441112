import { generateKeyPairSync } from 'node:crypto';
import type { DatabaseHandle } from '@triton/database/open-database';
import { parsePublicKey } from '@triton/http-auth/parse-public-key';
import { addKey } from './add-key';
import type { CatalogTables } from './catalog-tables';
import { findAccountKey } from './find-account-key';
import { findKey } from './find-key';
import { getAccount } from './get-account';
import { getAccountByLogin } from './get-account-by-login';
import { listKeys } from './list-keys';
import { removeKey } from './remove-key';
import { openTestCatalog } from './testing/open-test-catalog';
import { ACME, OTHER, smallCatalog } from './testing/small-catalog';

let catalog: DatabaseHandle<CatalogTables>;
beforeAll(async () => {
  catalog = await openTestCatalog(smallCatalog);
});
afterAll(() => catalog.close());
afterEach(() => catalog.db.deleteFrom('catalog.keys').execute());

function newKey(): string {
  return generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

test('an account is found by login and by uuid, with what its user does not see', async () => {
  const account = await getAccountByLogin(catalog.db, 'acme');
  expect(account).toMatchObject({ id: ACME, companyName: 'Acme', approved_for_provisioning: true, disabled: false });
  expect(account).not.toHaveProperty('firstName');
  expect(await getAccount(catalog.db, ACME)).toEqual(account);
  expect(await getAccount(catalog.db, OTHER)).toMatchObject({ disabled: true });
});

test.each(['nobody', '', "acme' or '1'='1", 'ACME'])('there is no account %j', async (login) => {
  expect(await getAccountByLogin(catalog.db, login)).toBeUndefined();
});

test('a key is found by its name and by each of its fingerprints, of its own account only', async () => {
  const text = newKey();
  const { fingerprintMd5, fingerprintSha256, openssh } = parsePublicKey(text);
  const key = await addKey(catalog.db, ACME, { name: 'laptop', key: text });
  expect(key).toEqual({ name: 'laptop', fingerprint: fingerprintMd5, key: openssh });
  for (const name of [
    'laptop',
    fingerprintMd5,
    fingerprintMd5.toUpperCase(),
    `MD5:${fingerprintMd5}`,
    fingerprintSha256,
  ]) {
    expect(await findKey(catalog.db, 'acme', name)).toMatchObject({ account: { id: ACME }, key });
    expect(await findAccountKey(catalog.db, ACME, name)).toEqual(key);
    expect(await findKey(catalog.db, 'other', name)).toBeUndefined();
  }
  expect(await findKey(catalog.db, 'acme', 'desktop')).toBeUndefined();
});

test('a key without a name is named by its fingerprint', async () => {
  const key = await addKey(catalog.db, ACME, { key: newKey() });
  expect(key.name).toBe(key.fingerprint);
});

test('a name that is the fingerprint of another key does not hide that key', async () => {
  const victim = await addKey(catalog.db, ACME, { name: 'victim', key: newKey() });
  await addKey(catalog.db, ACME, { name: victim.fingerprint, key: newKey() });
  expect((await findKey(catalog.db, 'acme', victim.fingerprint))?.key).toEqual(victim);
});

test('the same name and the same key are refused a second time, by the field that is taken', async () => {
  const text = newKey();
  await addKey(catalog.db, ACME, { name: 'laptop', key: text });
  await expect(addKey(catalog.db, ACME, { name: 'laptop', key: newKey() })).rejects.toMatchObject({
    code: 'InvalidArgument',
    errors: [{ field: 'name', code: 'Duplicate' }],
  });
  await expect(addKey(catalog.db, ACME, { name: 'desktop', key: text })).rejects.toMatchObject({
    errors: [{ field: 'key', code: 'Duplicate' }],
  });
  await expect(addKey(catalog.db, OTHER, { name: 'laptop', key: text })).resolves.toMatchObject({ name: 'laptop' });
});

test('what is no public key is refused', async () => {
  await expect(addKey(catalog.db, ACME, { name: 'x', key: 'ssh-rsa nonsense' })).rejects.toMatchObject({
    code: 'InvalidArgument',
    errors: [{ field: 'key' }],
  });
});

test('a removed key is gone, and only that one', async () => {
  const key = await addKey(catalog.db, ACME, { name: 'laptop', key: newKey() });
  await addKey(catalog.db, ACME, { name: 'desktop', key: newKey() });
  expect(await removeKey(catalog.db, OTHER, 'laptop')).toBe(false);
  expect(await removeKey(catalog.db, ACME, key.fingerprint)).toBe(true);
  expect(await removeKey(catalog.db, ACME, 'laptop')).toBe(false);
  expect((await listKeys(catalog.db, ACME)).map(({ name }) => name)).toEqual(['desktop']);
});
