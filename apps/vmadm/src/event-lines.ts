import type { VmEvent } from '@triton/vmadm/vm-event';

const LONGEST_ALIAS = 30;

/** An event as people read it: one line, of a modification one for each change. `full`: with date and whole zone name. */
export function eventLines(event: VmEvent, { full }: { full: boolean }): string {
  const time = full ? event.date : event.date.slice(event.date.indexOf('T') + 1);
  if (event.type === 'ready') return `[${time}] - - ready\n`;
  const zone = full ? event.zonename : event.zonename.split('-', 1)[0];
  const alias = 'vm' in event ? event.vm.alias : undefined;
  const line = `[${time}] ${zone} ${shortened(alias)} ${event.type}`;
  if (event.type !== 'modify') return `${line}\n`;
  return event.changes
    .map(({ prettyPath, action, oldValue, newValue }) => {
      return `${line}: ${prettyPath} ${action} :: ${JSON.stringify(oldValue)} -> ${JSON.stringify(newValue)}\n`;
    })
    .join('');
}

function shortened(alias: string | undefined): string {
  if (alias === undefined || alias === '') return '-';
  return alias.length > LONGEST_ALIAS ? `${alias.slice(0, LONGEST_ALIAS - 3)}...` : alias;
}
