import { reply } from '@triton/http-server/reply';
import type { Vm } from '@triton/schemas/vm';
import type { Context } from '../context';
import { toMachine } from './to-machine';

/** What a deleted machine answers: 410 with the machine, so that a client can tell deleted from never there. */
export async function goneReply({ packageNames }: Context, vm: Vm) {
  return reply(toMachine(vm, await packageNames.nameOf(vm.billing_id)), { status: 410 });
}
