import { readInputJson } from '../../arguments/read-input-json';
import type { CloudCommand } from '../../command';
import { eachOf } from '../../each-of';
import { editJson } from '../../edit-json';
import { JSON_OPTION, printObject } from '../../output/print-object';
import { confirm } from '../../output/confirm';
import { quote } from '../../output/quote';
import type { Session } from '../../session';
import { UsageError } from '../../usage-error';
import type { AccessKind } from './access-kind';

/** `triton rbac user` and the like: shows one, adds, edits, deletes. */
export function accessCommand(kind: AccessKind): CloudCommand {
  const { name } = kind;
  const NAME = name.toUpperCase();
  return {
    name,
    summary: `Show, add, edit and delete ${kind.plural}.`,
    arguments: `[${name}...]`,
    options: [
      { flags: '-a, --add', description: `Add a ${name}.` },
      { flags: '-e, --edit', description: `Edit a ${name} in your editor.` },
      { flags: '-d, --delete', description: `Delete ${kind.plural}.` },
      { flags: '-f, --force', description: 'Do not ask.' },
      JSON_OPTION,
    ],
    help: `Show, add, edit and delete ${kind.plural}.

Usage:
    triton rbac ${name} ${NAME}                  # show
    triton rbac ${name} -a [FILE]${' '.repeat(Math.max(1, name.length - 3))}           # add
    triton rbac ${name} -e ${NAME}               # edit
    triton rbac ${name} -d [-f] ${NAME} [${NAME} ...]

Options:
    -h, --help          Show this help.
    -a, --add           Add a ${name}. FILE holds it as a JSON object; "-" is
                        standard input. Without FILE your editor opens.
    -e, --edit          Edit a ${name} in your editor.
    -d, --delete        Delete ${kind.plural}.
    -f, --force         Do not ask.
    -j, --json          JSON output on one line.
`,
    async run(session, names, options) {
      const actions = [options.add, options.edit, options.delete].filter(Boolean);
      if (actions.length > 1) throw new UsageError('give one of -a, -e and -d');
      if (options.delete) return remove(session, kind, names, options.force === true);
      if (names.length > 1) throw new UsageError(`give one ${options.add ? 'file' : name}`);
      const [text] = names;
      if (options.add) return add(session, kind, text);
      if (!text) throw new UsageError(`give the ${name}; "triton rbac ${kind.plural}" lists them`);
      if (options.edit) return edit(session, kind, text);
      printObject(session, await kind.get(session.cloudapi, text), options);
    },
  };
}

async function add(session: Session, kind: AccessKind, file: string | undefined): Promise<void> {
  const create = async (input: object): Promise<void> => {
    const { id } = await kind.create(session, input);
    session.print(
      `Added ${kind.name} ${String((input as Record<string, unknown>).login ?? (input as Record<string, unknown>).name)} (${id})`,
    );
  };
  if (file !== undefined) return create(asObject(await readInputJson(session, file)));
  const input = await editJson(session, `${kind.name}.json`, kind.template, asObject);
  return input === undefined ? session.note('Nothing was done.') : create(input);
}

async function edit(session: Session, kind: AccessKind, name: string): Promise<void> {
  const found = (await kind.get(session.cloudapi, name)) as Record<string, unknown>;
  const before = Object.fromEntries(kind.editable.flatMap((key) => (key in found ? [[key, found[key]]] : [])));
  const input = await editJson(session, `${kind.name}.json`, before, asObject);
  if (input === undefined) return session.note('Nothing was changed.');
  await kind.update(session.cloudapi, name, input);
  session.print(`Updated ${kind.name} ${name}`);
}

async function remove(session: Session, kind: AccessKind, names: readonly string[], force: boolean): Promise<void> {
  if (names.length === 0 || names.includes('')) throw new UsageError(`give the ${kind.plural} to delete`);
  const question = `Delete ${names.length === 1 ? kind.name : kind.plural} ${names.map(quote).join(', ')}?`;
  if (!force && !(await confirm(session, question))) return session.note('Nothing was done.');
  await eachOf(names, kind.plural, async (name) => {
    await kind.remove(session.cloudapi, name);
    session.print(`Deleted ${kind.name} ${name}`);
  });
}

function asObject(content: unknown): object {
  if (typeof content === 'object' && content !== null && !Array.isArray(content)) return content;
  throw new UsageError('it must be a JSON object');
}
