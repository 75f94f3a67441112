import { Command, type CommanderError, Option } from 'commander';
import type { CliCommand, CommandGroup, CommandOption } from './command';
import { GLOBAL_OPTIONS, VERBOSE } from './global-options';
import type { ProfileOptions } from './profile/profile-options';
import type { Running } from './running';
import { openSession } from './session';
import type { Terminal } from './terminal';
import { VERSION } from './version';

/** People add these two at the end of a line that did not do what they wanted. */
const ALSO_AFTER_THE_COMMAND: readonly CommandOption[] = [
  { flags: '-p, --profile <profile>', description: '', hidden: true },
  { ...VERBOSE, hidden: true },
];

const AFTER_HELP = `
A profile says where CloudAPI is and as whom to talk to it: TRITON_URL,
TRITON_ACCOUNT and TRITON_KEY_ID in the environment, or a file of
~/.triton/profiles.d chosen with -p, TRITON_PROFILE or "triton profile set".

Exit status: 0 success, 1 failed, 2 wrong use, 3 not found or deleted.`;

/**
 * The command tree as a commander program. It throws commander's errors instead of ending the process, so that `run`
 * alone decides about exit statuses. `running` is kept up to date for the error lines.
 */
export function buildProgram(tree: CommandGroup, terminal: Terminal, running: Running): Command {
  const root = groupCommand(tree, terminal, running);
  for (const option of GLOBAL_OPTIONS) root.addOption(toOption(option));
  listenForVerbose(root, running);
  return root
    .enablePositionalOptions()
    .version(`Triton CLI ${VERSION}`, '--version', 'Print the version.')
    .addHelpText('after', AFTER_HELP);
}

function groupCommand(group: CommandGroup, terminal: Terminal, running: Running): Command {
  const command = bareCommand(group, terminal, running).description(group.summary);
  for (const child of group.commands) {
    const build = 'commands' in child ? groupCommand(child, terminal, running) : leafCommand(child, terminal, running);
    command.addCommand(build, { hidden: 'hidden' in child && child.hidden === true });
  }
  return command;
}

function leafCommand(definition: CliCommand, terminal: Terminal, running: Running): Command {
  const command = bareCommand(definition, terminal, running);
  command.helpInformation = () => definition.help;
  if (definition.arguments) command.arguments(definition.arguments);
  for (const option of [...(definition.options ?? []), ...ALSO_AFTER_THE_COMMAND]) command.addOption(toOption(option));
  listenForVerbose(command, running);
  return command.action(async (...given: unknown[]) => {
    running.path = pathOf(command);
    // commander gives each argument, then the options, then the command itself.
    const args = given.slice(0, -2).flat().filter(isText);
    await execute(definition, { terminal, running, args, command });
  });
}

interface Execution {
  terminal: Terminal;
  running: Running;
  args: string[];
  command: Command;
}

async function execute(definition: CliCommand, { terminal, running, args, command }: Execution): Promise<void> {
  const profileOptions: ProfileOptions = {
    ...command.opts<ProfileOptions>(),
    ...rootOf(command).opts<ProfileOptions>(),
  };
  if ('runLocally' in definition) return definition.runLocally(terminal, args, command.opts(), profileOptions);
  const session = await openSession(terminal, profileOptions);
  running.profile = session.profile;
  try {
    await definition.run(session, args, command.opts());
  } finally {
    session.cloudapi.close();
  }
}

interface Named {
  name: string;
  aliases?: readonly string[];
  summary: string;
  helpGroup?: string;
}

function bareCommand({ name, aliases = [], summary, helpGroup }: Named, terminal: Terminal, running: Running): Command {
  const command = new Command(name)
    .summary(summary)
    .showSuggestionAfterError()
    .configureHelp({ subcommandTerm: (child) => [child.name(), ...child.aliases()].join(', ') })
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.note(text.trimEnd()),
      outputError: () => undefined, // `run` prints errors, once
      getOutHelpWidth: () => 80,
      getErrHelpWidth: () => 80,
    });
  command.exitOverride((error: CommanderError) => {
    running.path = pathOf(command);
    throw error;
  });
  if (helpGroup !== undefined) command.helpGroup(helpGroup);
  return aliases.length > 0 ? command.aliases([...aliases]) : command;
}

function toOption({ flags, description, repeatable, hidden }: CommandOption): Option {
  const option = new Option(flags, description).hideHelp(hidden ?? false);
  if (!repeatable) return option;
  return option.argParser((value: string, before: string[] | undefined) => [...(before ?? []), value]);
}

function listenForVerbose(command: Command, running: Running): void {
  command.on('option:verbose', () => {
    running.verbose = true;
  });
}

/** `triton instance disk add` */
function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}

function rootOf(command: Command): Command {
  return command.parent ? rootOf(command.parent) : command;
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
