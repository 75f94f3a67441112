import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { type Endpoint, endpointFor } from '@triton/http-server/endpoint';
import { Metadata, type MetadataKind } from '@triton/schemas/metadata';
import type { SimulatedVmapi } from './simulated-vmapi';
import { common, demandMatch } from './vmapi-action';

const endpoint = endpointFor<SimulatedVmapi>();

/** VMAPI's routes for the tags and the metadata of a VM. */
export const metadataEndpoints = (['tags', 'customer_metadata'] as const).flatMap(routesOf);

function routesOf(kind: MetadataKind): Endpoint<SimulatedVmapi>[] {
  return [
    endpoint({
      ...common,
      name: `Add ${kind}`,
      method: 'post',
      path: `/vms/:uuid/${kind}`,
      input: Metadata,
      handle(vmapi, { params, query, input, headers }) {
        const vm = vmapi.find(params.uuid, query.owner_uuid);
        const payload = { [`set_${kind}`]: input };
        return vmapi.promise(vm, { name: 'update-vm', task: 'update', payload }, headers, () => {
          demandMatch(vm, headers['if-match']);
          return { apply: () => Object.assign(vm[kind], input) };
        });
      },
    }),
    endpoint({
      ...common,
      name: `Set ${kind}`,
      method: 'put',
      path: `/vms/:uuid/${kind}`,
      input: Metadata,
      handle(vmapi, { params, query, input, headers }) {
        const vm = vmapi.find(params.uuid, query.owner_uuid);
        return vmapi.promise(vm, { name: 'update-vm', task: 'update', payload: { [kind]: input } }, headers, () => {
          demandMatch(vm, headers['if-match']);
          return { apply: () => (vm[kind] = input) };
        });
      },
    }),
    endpoint({
      ...common,
      name: `Delete all ${kind}`,
      method: 'delete',
      path: `/vms/:uuid/${kind}`,
      handle(vmapi, { params, query, headers }) {
        const vm = vmapi.find(params.uuid, query.owner_uuid);
        return vmapi.promise(vm, { name: 'update-vm', task: 'update', payload: { [kind]: {} } }, headers, () => {
          demandMatch(vm, headers['if-match']);
          return { apply: () => (vm[kind] = {}) };
        });
      },
    }),
    endpoint({
      ...common,
      name: `Delete ${kind}`,
      method: 'delete',
      path: `/vms/:uuid/${kind}/:key`,
      handle(vmapi, { params: { uuid, key = '' }, query, headers }) {
        const vm = vmapi.find(uuid ?? '', query.owner_uuid);
        const payload = { [`remove_${kind}`]: [key] };
        return vmapi.promise(vm, { name: 'update-vm', task: 'update', payload }, headers, () => {
          demandMatch(vm, headers['if-match']);
          if (!Object.hasOwn(vm[kind], key)) throw new ResourceNotFoundError(`${kind} has no such key`);
          return { apply: () => delete vm[kind][key] };
        });
      },
    }),
  ];
}
