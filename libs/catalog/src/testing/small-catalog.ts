import type { CatalogSeed } from '../catalog-seed';

export const ACME = '930896af-bf8c-48d4-885c-6573a94b1853';
export const OTHER = '7f5501af-12da-4727-8579-625e527ed1f2';
export const OPERATOR = '00000000-0000-4000-8000-000000000001';
export const EXTERNAL = '6c1b0000-0000-4000-8000-000000000001';
export const ADMIN = '6c1b0000-0000-4000-8000-000000000002';
export const FABRIC = '6c1b0000-0000-4000-8000-000000000003';
export const UBUNTU = '0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b11';
export const PRIVATE_IMAGE = '0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b12';
export const OLD_IMAGE = '0c2f9d1e-88a3-4d0e-9a38-0c5d1c7d2b13';

const image = {
  name: 'ubuntu-certified-20.04',
  version: '1.0.0',
  os: 'linux',
  type: 'zvol',
  image_size: 10240,
  requirements: { brand: 'bhyve' },
  owner: OPERATOR,
  public: true,
  state: 'active',
  published_at: '2026-01-02T00:00:00.000Z',
  tags: {},
};

function network(id: string, name: string, third: number) {
  return {
    id,
    name,
    public: false,
    subnet: `10.88.${third}.0/24`,
    gateway: `10.88.${third}.1`,
    provision_start_ip: `10.88.${third}.1`,
    provision_end_ip: `10.88.${third}.40`,
    nic_tag: name,
    vlan_id: 0,
  };
}

/** Two accounts; a public, a private and a disabled image of the operator's; a public, an operator's and an owned network. */
export const smallCatalog: CatalogSeed = {
  accounts: [
    { id: ACME, login: 'acme', email: 'admin@acme.example', companyName: 'Acme' },
    { id: OTHER, login: 'other', email: 'admin@other.example', disabled: true },
  ],
  images: [
    { ...image, id: UBUNTU, description: 'Ubuntu' },
    { ...image, id: PRIVATE_IMAGE, name: 'golden', public: false, owner: OTHER },
    { ...image, id: OLD_IMAGE, name: 'ubuntu-old', state: 'disabled', published_at: '2020-01-02T00:00:00.000Z' },
  ],
  networks: [
    { ...network(EXTERNAL, 'external', 1), public: true },
    network(ADMIN, 'admin', 2),
    { ...network(FABRIC, 'fabric', 3), owner_uuids: [OTHER] },
  ],
};
