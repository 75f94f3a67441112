import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CliCommand, CommandGroup } from '../src/command';
import { commands } from '../src/commands';
import { run } from '../src/run';

interface Listed {
  path: string;
  command: CliCommand;
}

function commandsOf(group: CommandGroup, path: string[] = []): Listed[] {
  return group.commands.flatMap((child) => {
    const words = [...path, child.name];
    return 'commands' in child ? commandsOf(child, words) : [{ path: words.join(' '), command: child }];
  });
}

function groupsOf(group: CommandGroup, path: string[] = []): string[] {
  const below = group.commands.flatMap((child) => ('commands' in child ? groupsOf(child, [...path, child.name]) : []));
  return [path.join(' '), ...below];
}

const all = commandsOf(commands);

async function helpOf(path: string): Promise<string> {
  const printed: string[] = [];
  const status = await run([...path.split(' ').filter(Boolean), '--help'], {
    env: {},
    print: (text) => void printed.push(text),
    note: (text) => void printed.push(`stderr: ${text}`),
    interactive: false,
    showProgress: () => undefined,
    ask: async () => undefined,
    askSecret: async () => undefined,
    edit: async (text) => text,
    readInput: async () => '',
  });
  expect(status).toBe(0);
  return printed.join('\n');
}

test.each(all)('the help of "triton $path" is as it was', async ({ path }) => {
  expect(await helpOf(path)).toMatchSnapshot();
});

test.each(groupsOf(commands))('the list of commands of "triton %s" is as it was', async (path) => {
  expect(await helpOf(path)).toMatchSnapshot();
});

test.each(all)('the help of "triton $path" tells every option, no other, in 80 columns', ({ command, path }) => {
  const { help, options = [] } = command;
  const known = options.flatMap(({ flags }) => flags.split(/[ ,]+/)).filter((word) => word.startsWith('-'));
  const shown = options.filter(({ hidden }) => !hidden).flatMap(({ flags }) => flags.match(/-[-\w]+/g) ?? []);
  for (const flag of shown) expect(help).toMatch(new RegExp(`(^|[\\s])${flag}\\b`));
  const told = help.match(/(?<=[\s"])--?[a-zA-Z][-a-zA-Z]*/g) ?? [];
  // The example of `create` and the texts of `disk resize` name options too; all must be real ones.
  expect(told.filter((flag) => ![...known, '-h', '--help'].includes(flag))).toEqual([]);
  expect(help.split('\n').filter((line) => line.length > 80)).toEqual([]);
  expect(help).toContain(path === 'env' ? 'triton env' : 'Usage:\n    triton ');
});

test('the README names every command', () => {
  const readme = readFileSync(join(__dirname, '../README.md'), 'utf8');
  const words = new Set(all.flatMap(({ path }) => path.split(' ')));
  // `disable-…` is written so, beside its opposite.
  expect([...words].filter((word) => !readme.includes(word) && word !== 'disable-deletion-protection')).toEqual([]);
});

test('every command has a summary in one line, and no two children of a group share a name', () => {
  const check = (group: CommandGroup): void => {
    const names = group.commands.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
    for (const child of group.commands) {
      expect(child.summary).toMatch(/^[A-Z].*\.$/);
      if ('commands' in child) check(child);
    }
  };
  check(commands);
});

// The texts of RFD 154, "Triton CLI changes". A disk has no name to sort by: there our help says "pci_slot".
const RFD: Record<string, string> = {
  'instance create': `
    --disks=DATA
                Configure disks in a flexible disk instance. DATA is a JSON
                object (if the first character is "{") or "@FILE" to have disks
                loaded from FILE.`,
  'instance disks': `Show the disks that belong to an instance.

Usage:
    triton instance disks [OPTIONS] INST

Options:
    -h, --help          Show this help.

  Output options
    -H                  Omit table header row.
    -o field1,...       Specify fields (columns) to output.
    -l, --long          Long/wider output. Ignored if "-o ..." is used.
    -s field1,...       Sort on the given fields. Default is "pci_slot".
    -j, --json          JSON output.

Where "INST" is an instance name, id, or short id.`,
  'instance disk add': `Add a disk to a flexible disk instance.

Usage:
    triton instance disk add [OPTIONS] INST SIZE

Options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.

Arguments:
    INST        Instance name, id, or short id
    SIZE        Size in mebibytes`,
  'instance disk delete': `Delete a disk from a flexible disk instance.

Usage:
    triton instance disk delete [OPTIONS] INST DISK

Options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.

Arguments:
    INST        Instance name, id, or short id
    DISK        Disk id or short id`,
  'instance disk resize': `Resize a disk in a flexible disk instance.

Usage:
    triton instance disk resize [OPTIONS] INST DISK SIZE

Resize options:
    --dangerous-allow-shrink
                         Allows the disk size to be reduced. This will truncate
                         (chop off the end of) the disk. Any data previously
                         written to the truncated area is permanently lost.
                         Snapshots will not be useful to recover from this
                         operation.

Other options:
    -h, --help           Show this help.
    -w, --wait           Block until instance state indicates the action is
                         complete.

Arguments:
    INST        Instance name, id, or short id
    DISK        Disk id or short id
    SIZE        Size in mebibytes. If --dangerous-allow-shrink is not also used,
                SIZE must be greater than the current size of the disk.`,
};

test.each(Object.entries(RFD))('RFD 154: the help of "triton %s" has the words of the RFD', async (path, text) => {
  const words = (some: string): string => some.replace(/\s+/g, ' ').trim();
  const help = words(await helpOf(path));
  for (const paragraph of text.split('\n\n')) expect(help).toContain(words(paragraph));
});
