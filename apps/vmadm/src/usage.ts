interface CommandUsage {
  /** After the name of the command. */
  forms: string[];
  /** What `vmadm help <command>` says of it. */
  text: string;
}

const FILE = '[-f <filename>]';
const PAYLOAD = 'The payload is JSON, from the file or from stdin.';

const COMMANDS: Readonly<Record<string, CommandUsage>> = {
  console: { forms: ['<uuid>'], text: 'Not supported here.' },
  create: {
    forms: [FILE],
    text: `Creates a VM and starts it, unless autoboot is false. ${PAYLOAD} Sizes of disks and flexible_disk_size are\nmebibytes, quota is gibibytes.`,
  },
  'create-snapshot': { forms: ['<uuid> <snapname>'], text: 'Snapshots the zone root and all disks at one instant.' },
  delete: { forms: ['<uuid>'], text: 'Deletes a VM with its disks and their snapshots.' },
  'delete-snapshot': { forms: ['<uuid> <snapname>'], text: 'Deletes a snapshot made by create-snapshot.' },
  events: {
    forms: ['[-f] [-j] [-r] [uuid]'],
    text: 'Prints what happens to VMs, or to one, until it is interrupted. -f: whole dates and zone names; -j: JSON, one\nobject a line; -r: first of all what there is.',
  },
  get: {
    forms: ['<uuid>'],
    text: 'Prints a VM as JSON. Sizes are mebibytes; free_space is what its disks may still take.',
  },
  help: { forms: ['[command]'], text: 'Prints this, or what one command does.' },
  info: { forms: ['<uuid> [type,...]'], text: 'Prints what is only known of a running VM. Types: all, vnc.' },
  install: { forms: ['<uuid>'], text: 'Not supported here.' },
  kill: { forms: ['[-s SIGNAL|-SIGNAL] <uuid>'], text: 'Sends a signal to the init process of a running VM.' },
  list: {
    forms: ['[-p] [-H] [-o field,...] [-s field,...] [field=value ...]'],
    text: 'Prints a row a VM. -o: columns; -s: order, -field for descending; -p: separated by colons, without a header;\n-H: without a header. A value that begins with ~ is a regular expression.',
  },
  lookup: {
    forms: ['[-j|-1] [-o field,...] [field=value ...]'],
    text: 'Prints the uuids of VMs. -j: as JSON, whole or with -o in part; -1: fails unless there is exactly one.',
  },
  reboot: { forms: ['<uuid> [-F]'], text: 'Stops a running VM and starts it again. -F: without asking the guest.' },
  receive: { forms: [FILE], text: 'Not supported here.' },
  reprovision: {
    forms: [`<uuid> ${FILE}`],
    text: `Replaces the boot disk by a clone of image_uuid; what was on it is lost. The size stays, and so do other disks.\n${PAYLOAD}`,
  },
  'rollback-snapshot': {
    forms: ['<uuid> <snapname>'],
    text: 'Takes all disks back to a snapshot, and starts the VM. Newer snapshots are lost.',
  },
  send: { forms: ['<uuid> [target]'], text: 'Not supported here.' },
  start: { forms: ['<uuid>'], text: 'Starts a VM; one that runs already is left alone.' },
  stop: {
    forms: ['<uuid> [-F] [-t timeout]'],
    text: 'Stops a VM. -F: without asking the guest; -t: seconds to wait for it.',
  },
  sysrq: { forms: ['<uuid> <nmi>'], text: 'Sends a non-maskable interrupt to a running VM.' },
  update: {
    forms: [`<uuid> ${FILE}`, '<uuid> property=value [property=value ...]'],
    text: `Changes a VM: all of the payload, or nothing of it. ${PAYLOAD} Disks: add_disks, update_disks (by path or\nuuid; a size may only become less with dangerous_allow_shrink, which loses what is at the end), remove_disks.`,
  },
  validate: {
    forms: [`create ${FILE}`, `update <brand> ${FILE}`],
    text: 'Says what is wrong with a payload, and changes nothing.',
  },
};

const ALIASES: Readonly<Record<string, string>> = {
  boot: 'start',
  destroy: 'delete',
  halt: 'stop',
  json: 'get',
  recv: 'receive',
};

const forms = ([name, { forms: all }]: [string, CommandUsage]): string[] => all.map((form) => `${name} ${form}`);

/** All commands, one form a line. */
export const USAGE = `Usage: vmadm <command> [options]

${Object.entries(COMMANDS).flatMap(forms).join('\n')}
`;

/** What one command does; undefined when there is no such command. */
export function usageOf(name: string): string | undefined {
  const command = Object.hasOwn(ALIASES, name) ? (ALIASES[name] ?? name) : name;
  const usage = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (!usage) return undefined;
  const lines = usage.forms.map((form) => `vmadm ${name} ${form}`);
  return `Usage: ${lines.join('\n       ')}\n\n${usage.text}\n`;
}
