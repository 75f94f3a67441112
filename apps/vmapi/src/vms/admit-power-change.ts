import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Context } from '../context';
import { admissionOf } from './action-query';
import { admit } from './admit';
import type { Answer } from './answer-once';
import { demandAllocated } from './demand-allocated';

interface PowerRequest {
  params: { uuid: string };
  query: { owner_uuid?: string };
  input: object;
  headers: IncomingHttpHeaders;
  reqId: string;
}

/** Accepts a start, stop or reboot. Whether the VM is in a state for it is decided when its turn comes, on its node. */
export function admitPowerChange(
  context: Context,
  request: PowerRequest,
  task: 'start' | 'stop' | 'reboot',
  workflow: { name: string; version: string },
): Promise<Answer> {
  return admit(context, admissionOf(task, request), async (_trx, { vm }) => {
    demandAllocated(vm);
    return {
      uuid: randomUUID(),
      workflow,
      task,
      vmUuid: vm.uuid,
      ownerUuid: vm.owner_uuid,
      reqId: request.reqId,
      params: { ...request.query, server_uuid: vm.server_uuid, vm_brand: vm.brand, payload: {} },
    };
  });
}
