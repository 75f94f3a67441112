import type { Kysely, Transaction } from '@triton/database/kysely';
import { withRetries } from '@triton/database/with-retries';
import { compile } from '@triton/schemas/validate';
import { CatalogSeed } from './catalog-seed';
import type { CatalogTables } from './catalog-tables';
import { contactColumns, noContact } from './contact-columns';
import { toKeyRow } from './to-key-row';

const checkSeed = compile(CatalogSeed);

/**
 * Makes the catalog hold what `seed` names, as it says; what it does not name stays as it is. So it may run at every
 * start, and a changed seed changes what is there.
 * @throws Error naming every fault of the seed
 */
export async function seedCatalog(db: Kysely<CatalogTables>, seed: Partial<CatalogSeed>): Promise<void> {
  const { value, errors } = checkSeed(seed);
  if (errors.length > 0) {
    throw new Error(`the catalog's seed is not valid: ${errors.map((e) => `${e.field} ${e.message}`).join('; ')}`);
  }
  await withRetries(db, async (trx) => {
    for (const account of value.accounts) await putAccount(trx, account);
    for (const image of value.images) await putImage(trx, image);
    for (const network of value.networks) await putNetwork(trx, network);
  });
}

async function putAccount(trx: Transaction<CatalogTables>, account: CatalogSeed['accounts'][number]): Promise<void> {
  const {
    id: uuid,
    login,
    email,
    keys = [],
    triton_cns_enabled,
    approved_for_provisioning,
    disabled,
    operator,
  } = account;
  const given = { triton_cns_enabled, approved_for_provisioning, disabled, operator };
  const flags = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const values = { login, email, ...flags, ...noContact, ...contactColumns(account) };
  await trx
    .insertInto('catalog.accounts')
    .values({ uuid, ...values })
    .onConflict((conflict) => conflict.column('uuid').doUpdateSet(values))
    .execute();
  for (const { name, key } of keys) {
    const row = toKeyRow(key);
    await trx
      .insertInto('catalog.keys')
      .values({ account_uuid: uuid, name, ...row })
      .onConflict((conflict) => conflict.columns(['account_uuid', 'name']).doUpdateSet(row))
      .execute();
  }
}

async function putImage(trx: Transaction<CatalogTables>, image: CatalogSeed['images'][number]): Promise<void> {
  const { id: uuid, image_size, description, requirements, owner, public: isPublic, tags, ...rest } = image;
  const values = {
    ...rest,
    image_size_mib: image_size ?? null,
    description: description ?? null,
    requirements: JSON.stringify(requirements),
    owner_uuid: owner,
    is_public: isPublic,
    tags: JSON.stringify(tags),
  };
  await trx
    .insertInto('catalog.images')
    .values({ uuid, ...values })
    .onConflict((conflict) => conflict.column('uuid').doUpdateSet(values))
    .execute();
}

async function putNetwork(trx: Transaction<CatalogTables>, network: CatalogSeed['networks'][number]): Promise<void> {
  const { id: uuid, description, public: isPublic, gateway, owner_uuids = [], ...rest } = network;
  const values = {
    ...rest,
    description: description ?? null,
    is_public: isPublic,
    gateway: gateway ?? null,
    owner_uuids,
  };
  await trx
    .insertInto('catalog.networks')
    .values({ uuid, ...values })
    .onConflict((conflict) => conflict.column('uuid').doUpdateSet(values))
    .execute();
}
