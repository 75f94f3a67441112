import type { CreatePackageInput } from '@triton/clients/papi-client';
import type { Image } from '@triton/schemas/image';
import type { Network } from '@triton/schemas/network';
import catalog from '../seed/catalog.json';
import packages from '../seed/packages.json';

function the<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`the seed holds no ${what}`);
  return found;
}

/** What a new stack holds, and the parts of it that scripts and examples name. */
export const seedData = {
  accounts: catalog.accounts,
  images: catalog.images as Image[],
  networks: catalog.networks as (Network & { owner_uuids?: string[] })[],
  packages: packages as CreatePackageInput[],
  account: the(catalog.accounts[0], 'account'),
  image: the(catalog.images[0], 'image'),
  network: the(
    catalog.networks.find((network) => network.public),
    'public network',
  ),
  /** The flexible package of RFD 154's example, 102400 MiB. */
  flexiblePackage: the(packages[0], 'package'),
  /** Flexible too, and larger. */
  resizePackage: the(packages[1], 'larger package'),
};
