import type { AccountKey } from './account-key';
import { seedData } from './seed-data';
import type { StackFacts } from './stack';

/**
 * The variables of env.sh: addresses, the account with its key, and one of each thing that examples need. `ADMINUI_URL` and
 * `PORTAL_URL` are left out until there are such services. The TRITON_* ones make `tools/bin/triton` work as it is.
 */
export function stackEnvironment({
  dataDir,
  urls,
  keys,
  operatorToken,
}: Pick<StackFacts, 'dataDir' | 'urls' | 'keys'> & { operatorToken: string }): Record<string, string> {
  const { account, image, network, flexiblePackage, resizePackage } = seedData;
  const key = keys[account.login] as AccountKey;
  return {
    CLOUDAPI_URL: urls.cloudapi,
    ACCOUNT: account.login,
    KEY: key.privateKeyFile,
    KEY_ID: key.fingerprint,
    VMAPI_URL: urls.vmapi,
    CNAPI_URL: urls.cnapi,
    PAPI_URL: urls.papi,
    OPERATOR_TOKEN: operatorToken,
    DATABASE_URL: urls.database,
    REDIS_URL: urls.redis,
    DATA_DIR: dataDir,
    ACCOUNT_UUID: account.id,
    IMAGE_UUID: image.id,
    NETWORK_UUID: network.id,
    // By uuid, which every API takes; names are CloudAPI's and the CLI's only.
    PACKAGE: flexiblePackage.uuid,
    RESIZE_PACKAGE: resizePackage.uuid,
    TRITON_URL: urls.cloudapi,
    TRITON_ACCOUNT: account.login,
    TRITON_KEY_ID: key.fingerprint,
    TRITON_KEY_FILE: key.privateKeyFile,
  };
}
