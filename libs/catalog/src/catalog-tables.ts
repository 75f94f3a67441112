import type { ColumnType, Generated, Kysely, Transaction } from '@triton/database/kysely';

type Timestamp = ColumnType<Date, string | undefined, string>;
/** jsonb: an object when read, its text when written. */
type Json = ColumnType<Record<string, unknown>, string, string>;

/** What accounts and users may say of themselves. */
export interface ContactColumns {
  company_name: string | null;
  first_name: string | null;
  last_name: string | null;
  address: string | null;
  postal_code: string | null;
  city: string | null;
  state: string | null;
  country: string | null;
  phone: string | null;
}

interface AccountsTable extends ContactColumns {
  uuid: string;
  login: string;
  email: string;
  /** May act on any account. */
  operator: Generated<boolean>;
  triton_cns_enabled: Generated<boolean>;
  approved_for_provisioning: Generated<boolean>;
  disabled: Generated<boolean>;
  created_at: Timestamp;
  updated_at: Timestamp;
}

interface KeyColumns {
  name: string;
  /** MD5 in hex with colons. */
  fingerprint: string;
  /** `SHA256:` and base64. */
  fingerprint_sha256: string;
  openssh: string;
  created_at: Timestamp;
}

interface KeysTable extends KeyColumns {
  account_uuid: string;
}

interface SubUsersTable extends ContactColumns {
  uuid: string;
  account_uuid: string;
  login: string;
  email: string;
  /** scrypt, with its salt. */
  password_hash: string;
  created_at: Timestamp;
  updated_at: Timestamp;
}

interface SubUserKeysTable extends KeyColumns {
  sub_user_uuid: string;
}

interface PoliciesTable {
  uuid: string;
  account_uuid: string;
  name: string;
  description: string | null;
  rules: string[];
}

interface RolesTable {
  uuid: string;
  account_uuid: string;
  name: string;
}

interface RoleMembersTable {
  account_uuid: string;
  role_uuid: string;
  sub_user_uuid: string;
  /** The role counts without being asked for. */
  is_default: boolean;
}

interface RolePoliciesTable {
  account_uuid: string;
  role_uuid: string;
  policy_uuid: string;
}

interface ImagesTable {
  uuid: string;
  name: string;
  version: string;
  os: string;
  type: string;
  image_size_mib: number | null;
  description: string | null;
  requirements: Json;
  owner_uuid: string;
  is_public: boolean;
  state: string;
  published_at: ColumnType<Date, string, string>;
  tags: Json;
}

interface NetworksTable {
  uuid: string;
  name: string;
  description: string | null;
  is_public: boolean;
  owner_uuids: string[];
  /** CIDR. */
  subnet: string;
  gateway: string | null;
  provision_start_ip: string;
  provision_end_ip: string;
  nic_tag: string;
  vlan_id: number;
}

interface NicsTable {
  mac: string;
  ip: string;
  network_uuid: string;
  vm_uuid: string;
  account_uuid: string;
  is_primary: boolean;
  /** net0, net1, … */
  interface: string;
  created_at: Timestamp;
}

/** The tables of schema `catalog`: what UFDS, IMGAPI and NAPI hold in a whole Triton. */
export interface CatalogTables {
  'catalog.accounts': AccountsTable;
  'catalog.keys': KeysTable;
  'catalog.sub_users': SubUsersTable;
  'catalog.sub_user_keys': SubUserKeysTable;
  'catalog.policies': PoliciesTable;
  'catalog.roles': RolesTable;
  'catalog.role_members': RoleMembersTable;
  'catalog.role_policies': RolePoliciesTable;
  'catalog.images': ImagesTable;
  'catalog.networks': NetworksTable;
  'catalog.nics': NicsTable;
}

/** Any database, or a transaction on one, that has the catalog's tables among its own. */
export type CatalogDatabase = Kysely<CatalogTables> | Transaction<CatalogTables>;
