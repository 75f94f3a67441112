import type { CloudCommand, LocalCommand } from './command';

/** The command under a shorter name of its own; `path` is what it is short for. */
export function shortcut<C extends CloudCommand | LocalCommand>(
  command: C,
  path: string,
  name: string,
  aliases: readonly string[] = [],
): C {
  const summary = `A shortcut for "triton ${path}".`;
  return { ...command, name, aliases, summary, help: `${summary}\n\n${command.help}`, helpGroup: 'Shortcuts:' };
}
