import type { CliCommand, CommandGroup, CommandOption } from '../command';
import { GLOBAL_OPTIONS } from '../global-options';

const HELP: CommandOption = { flags: '-h, --help', description: '' };

/** The bash completion of a command tree. What it offers for names it asks `triton complete-names` for, at the time. */
export function bashScript(tree: CommandGroup): string {
  const nodes = [...nodesOf(tree, [''])];
  const enter = nodes
    .filter(({ words }) => words.length > 0)
    .map(({ canonical, words }) => `    ${words.map(quoted).join('|')}) path=${quoted(canonical)} ;;`);
  const facts = nodes.map(({ canonical, commands, flags, valued, args }) =>
    [
      `    ${quoted(canonical)})`,
      `      commands=${quoted(commands.join(' '))}`,
      `      flags=${quoted(flags.join(' '))}`,
      `      valued=${quoted(valued.join(' '))}`,
      `      args=${quoted(args.join(' '))} ;;`,
    ].join('\n'),
  );
  return SCRIPT.replace('@ENTER@', () => enter.join('\n')).replace('@FACTS@', () => facts.join('\n'));
}

interface Node {
  /** ` instance disk add`. */
  canonical: string;
  /** All ways to write it: the canonical path of its group, and one of its own names. */
  words: string[];
  commands: string[];
  flags: string[];
  /** `--file=file`: options that take a value, and its kind. */
  valued: string[];
  /** Kinds of the arguments in turn: `inst disk`; the last may be repeated: `inst...`. */
  args: string[];
}

function* nodesOf(node: CliCommand | CommandGroup, [parent = '', ...names]: string[]): Generator<Node> {
  const canonical = names[0] === undefined ? parent : `${parent} ${names[0]}`;
  const children = 'commands' in node ? node.commands.filter((child) => !('hidden' in child && child.hidden)) : [];
  const isRoot = names[0] === undefined;
  const options = [...('options' in node ? (node.options ?? []) : []), ...(isRoot ? GLOBAL_OPTIONS : []), HELP];
  yield {
    canonical,
    words: names.map((name) => `${parent} ${name}`),
    commands: [...children.flatMap(({ name, aliases = [] }) => [name, ...aliases]), ...(isRoot ? ['help'] : [])],
    flags: options.filter(({ hidden }) => !hidden).flatMap(flagsOf),
    valued: options.flatMap((option) => {
      const kind = /<([^>]+)>/.exec(option.flags)?.[1];
      return kind === undefined ? [] : flagsOf(option).map((flag) => `${flag}=${kind}`);
    }),
    args: ('arguments' in node ? (node.arguments ?? '') : '')
      .split(' ')
      .flatMap((arg) => /[<[]([^>\]]+)/.exec(arg)?.[1] ?? []),
  };
  for (const child of children) yield* nodesOf(child, [canonical, child.name, ...(child.aliases ?? [])]);
}

function flagsOf({ flags }: CommandOption): string[] {
  return flags.match(/(?<![\w<])--?[a-zA-Z][-\w]*/g) ?? [];
}

function quoted(text: string): string {
  return `'${text}'`;
}

const SCRIPT = `# bash completion of triton; in ~/.bashrc: source <(triton completion)

_triton_enter() { # path, word: sets path to that of the command below it; else fails
  case "$1 $2" in
@ENTER@
    *) return 1 ;;
  esac
}

_triton_facts() { # path: sets what is known of the command there
  case "$1" in
@FACTS@
  esac
}

_triton_kind_of() { # option: sets expects to the kind of its value; fails when it takes none
  local pair
  for pair in $valued; do
    if [[ $pair == "$1="* ]]; then expects=\${pair#*=}; return 0; fi
  done
  return 1
}

_triton_offer() { # kind
  local found line IFS=$'\\n'
  case "$1" in
    file) COMPREPLY=($(compgen -f -- "$cur")) ;;
    data)
      if [[ $cur == @* ]]; then COMPREPLY=($(compgen -P @ -f -- "\${cur#@}")); fi ;;
    inst|image|package|network|key|disk|snapshot|tag|user|role|policy|profile)
      found=$("\${globals[@]}" complete-names "$1" "\${names[0]:-}" 2>/dev/null </dev/null)
      for line in $found; do
        if [[ $line == "$cur"* ]]; then COMPREPLY+=("$(printf %q "$line")"); fi
      done ;;
  esac
}

_triton() {
  COMPREPLY=()
  local cur="" path="" commands flags valued args expects="" word option only_names="" before i last
  local -a words=() names=() globals=("\${COMP_WORDS[0]}") kinds=()
  # Bash takes "--option=value" apart at the "=".
  for ((i = 1; i <= COMP_CWORD; i++)); do
    word=\${COMP_WORDS[i]}
    last=$((\${#words[@]} - 1))
    before=\${words[last < 0 ? 0 : last]:-}
    if [[ $word == = && $before == --* ]] || [[ $before == --*= ]]; then
      words[last]+=$word
    else
      words+=("$word")
    fi
  done
  last=$((\${#words[@]} - 1))
  cur=\${words[last]}
  unset "words[last]"
  _triton_facts ""
  for word in "\${words[@]}"; do
    if [[ -n $expects ]]; then
      if [[ -z $path ]]; then globals+=("$option" "$word"); fi
      expects=""
    elif [[ -n $only_names ]]; then names+=("$word")
    elif [[ $word == -- ]]; then only_names=yes
    elif [[ $word == -* ]]; then
      option=$word
      if [[ $word != *=* ]]; then _triton_kind_of "$word"; fi
      if [[ -z $path && -z $expects ]]; then globals+=("$word"); fi
    elif [[ -z $path && $word == help ]]; then :
    elif [[ -n $commands ]] && _triton_enter "$path" "$word"; then _triton_facts "$path"
    elif [[ -n $commands ]]; then return # there is no such command
    else names+=("$word")
    fi
  done
  if [[ -n $expects ]]; then _triton_offer "$expects"
  elif [[ -z $only_names && $cur == --*=* ]]; then
    option=\${cur%%=*}
    cur=\${cur#*=}
    if _triton_kind_of "$option"; then _triton_offer "$expects"; fi
  elif [[ -z $only_names && $cur == -* ]]; then COMPREPLY=($(compgen -W "$flags" -- "$cur"))
  elif [[ -n $commands ]]; then COMPREPLY=($(compgen -W "$commands" -- "$cur"))
  else
    kinds=($args)
    i=\${#names[@]}
    last=$((\${#kinds[@]} - 1))
    if ((i > last && last >= 0)) && [[ \${kinds[last]} == *... ]]; then i=$last; fi
    word=\${kinds[i]:-}
    _triton_offer "\${word%...}"
  fi
}

complete -F _triton triton`;
