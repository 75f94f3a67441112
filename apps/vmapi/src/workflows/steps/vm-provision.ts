import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { nodeCommand } from './node-command';

/**
 * Sends the new VM to the compute node that was chosen for it, unless it was destroyed meanwhile: jobs get their turn in
 * the order in which runners come to them, so a destroy may have gone first. With the ticket held it can not any more.
 */
export const vmProvision = nodeCommand({
  name: 'cnapi.provision_vm',
  task: 'machine_create',
  async send({ cnapi, db }, { serverUuid, vmUuid, payload }, command) {
    const vm = await db.selectFrom('vmapi.vms').select('destroyed').where('uuid', '=', vmUuid).executeTakeFirst();
    if (vm?.destroyed) throw new ResourceNotFoundError('the VM was destroyed before it was made');
    return cnapi.vmCreate(serverUuid, payload, command);
  },
});
