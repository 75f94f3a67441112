import type { CloudCommand } from '../../command';
import { InstanceDeletedError } from '../../instance-deleted-error';
import { findInstance } from '../../lookup/find-instance';
import { quote } from '../../output/quote';
import { seconds } from '../../output/seconds';
import type { Session } from '../../session';
import { UsageError } from '../../usage-error';
import { poll } from '../../wait/poll';
import { timeoutMs } from '../../wait/wait-limit';

const STATES = ['provisioning', 'ready', 'running', 'stopping', 'stopped', 'offline', 'failed', 'deleted', 'unknown'];
const A_DAY_SECONDS = 86_400;

export const waitForInstance: CloudCommand = {
  name: 'wait',
  summary: 'Wait until instances are in a state.',
  arguments: '<inst...>',
  options: [
    { flags: '-s, --states <states>', description: 'States to wait for (running,failed).' },
    { flags: '--wait-timeout <seconds>', description: 'Give up after so many seconds (86400).' },
  ],
  help: `Wait until instances are in a state.

Usage:
    triton instance wait [OPTIONS] INST [INST ...]

Options:
    -h, --help          Show this help.
    -s, --states=STATES
                        States to wait for, comma separated. Default is
                        "running,failed".
    --wait-timeout=SECONDS
                        Give up after so many seconds. Default is a day.

Where "INST" is an instance name, id, or short id, and STATES are of
${STATES.slice(0, 5).join(', ')},
${STATES.slice(5).join(', ')}.
`,
  async run(session, instances, options) {
    const states = statesOf(options.states);
    const limitMs = timeoutMs(options.waitTimeout, A_DAY_SECONDS);
    const found = await Promise.all(instances.map((text) => findInstance(session, text).catch(deletedMachine)));
    await Promise.all(found.map(({ id = '' }) => waitFor(session, id, states, limitMs)));
  },
};

function statesOf(option: unknown): string[] {
  const states = String(option ?? 'running,failed').split(',');
  const odd = states.find((state) => !STATES.includes(state));
  if (odd !== undefined) throw new UsageError(`${quote(odd)} is not a state; states are ${STATES.join(', ')}`);
  return states;
}

async function waitFor(session: Session, id: string, states: readonly string[], limitMs: number): Promise<void> {
  const { name, state } = await poll({
    look: () => findInstance(session, id).catch(deletedMachine),
    ended: (machine) => states.includes(machine.state ?? '') || machine.state === 'deleted',
    limitMs,
    tooLate: (machine) => `instance ${id} is still ${machine?.state ?? 'unknown'} after ${seconds(limitMs)}`,
  });
  if (!states.includes(state ?? '')) throw new InstanceDeletedError({ id, ...(name ? { name } : {}) });
  session.print(`Instance ${name ?? ''} (${id}) is ${state ?? ''}`);
}

/** Deleted is a state like others here. */
function deletedMachine(error: unknown): InstanceDeletedError['machine'] {
  if (error instanceof InstanceDeletedError) return { ...error.machine, state: 'deleted' };
  throw error;
}
