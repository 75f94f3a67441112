import { listNetworks } from '@triton/catalog/list-networks';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { VmNetworkWish } from '@triton/schemas/create-vm-input';
import type { Caller } from '../auth/caller';
import type { Context } from '../context';
import { invalidField } from './invalid-field';

/**
 * The networks of a new machine: those asked for, else all public ones. Throws InvalidArgument for one that the account
 * may not use, and when several claim to be the primary one.
 */
export async function networksForMachine(
  { db }: Context,
  { account }: Caller,
  wanted: CreateMachineInput['networks'],
): Promise<VmNetworkWish[]> {
  const usable = await listNetworks(db, account.id);
  if (!wanted) {
    const wishes = usable.filter((network) => network.public).map(({ id }) => ({ ipv4_uuid: id }));
    if (wishes.length === 0) throw invalidField('networks', 'there is no public network, so networks must be given');
    return wishes;
  }
  const wishes = wanted.map((wish) => (typeof wish === 'string' ? { ipv4_uuid: wish } : wish));
  const ids = new Set(usable.map(({ id }) => id));
  const unknownAt = wishes.findIndex(({ ipv4_uuid }) => !ids.has(ipv4_uuid.toLowerCase()));
  if (unknownAt !== -1) throw invalidField(`networks.${unknownAt}`, 'there is no such network');
  if (wishes.filter(({ primary }) => primary).length > 1) throw invalidField('networks', 'only one can be primary');
  return wishes;
}
