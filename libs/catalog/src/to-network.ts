import type { Network } from '@triton/schemas/network';
import type { NetworkRow } from './select-networks';

export function toNetwork(row: NetworkRow): Network {
  return {
    id: row.uuid,
    name: row.name,
    ...(row.description === null ? {} : { description: row.description }),
    public: row.is_public,
    subnet: row.subnet,
    ...(row.gateway === null ? {} : { gateway: row.gateway }),
    provision_start_ip: row.provision_start_ip,
    provision_end_ip: row.provision_end_ip,
    nic_tag: row.nic_tag,
    vlan_id: row.vlan_id,
  };
}
