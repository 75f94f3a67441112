import { parseArgs } from 'node:util';

import type { VmEvent } from '@triton/vmadm/vm-event';
import { watchVms } from '@triton/vmadm/watch-vms';

import type { Command, CommandOutcome } from '../command';
import { eventLines } from '../event-lines';
import { UsageError } from '../usage-error';
import { vmUuid } from '../vm-uuid';

/** Prints what happens to VMs, whoever does it, until it is interrupted. */
export const events: Command = ({ host, print, closing }, args) => {
  const { values, positionals } = parse(args);
  const uuid = positionals.length > 0 ? vmUuid(positionals, 'events') : undefined;
  return new Promise<CommandOutcome>((resolve, reject) => {
    const onEvent = (event: VmEvent): void => {
      const shown = uuid === undefined ? event : onlyOf(event, uuid);
      if (shown?.type === 'ready' && uuid !== undefined && Object.keys(shown.vms).length === 0) {
        finish(() => reject(new Error(`VM ${uuid} not found`)));
      } else if (shown && (values.ready || shown.type !== 'ready')) {
        print(values.json ? `${JSON.stringify(shown)}\n` : eventLines(shown, { full: values.full ?? false }));
      }
    };
    const watch = watchVms(host, { onEvent });
    const finish = (settle: () => void): void => void watch.close().then(settle, reject);
    const end = (): void => finish(() => resolve({}));
    if (closing.aborted) end();
    closing.addEventListener('abort', end, { once: true });
  });
};

function onlyOf(event: VmEvent, uuid: string): VmEvent | undefined {
  if (event.type !== 'ready') return event.uuid === uuid ? event : undefined;
  const vms = Object.fromEntries(Object.entries(event.vms).filter(([, vm]) => vm.uuid === uuid));
  return { ...event, vms };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        full: { type: 'boolean', short: 'f' },
        json: { type: 'boolean', short: 'j' },
        ready: { type: 'boolean', short: 'r' },
      },
    });
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}
