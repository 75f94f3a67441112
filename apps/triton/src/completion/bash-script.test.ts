import { execFileSync, spawnSync } from 'node:child_process';
import { commands } from '../commands';
import { bashScript } from './bash-script';

const hasBash = spawnSync('bash', ['-c', 'true']).status === 0;

/** In the place of `triton`: tells what it was asked, and knows two instances. */
const PROGRAM = `triton() {
  local IFS=' '
  echo "$*" >&3
  case "$*" in
    *'complete-names inst '*) printf '%s\\n' web0 web1 'db 0' ;;
    *'complete-names disk web0') printf '%s\\n' 11c1a5a7 04d28a0a ;;
    *) echo "$*" | tr ' ' '_' ;;
  esac
}`;

interface Completed {
  offered: string[];
  asked: string[];
}

/** What bash offers for the last of these words, as it stands when somebody presses Tab. */
function complete(...words: string[]): Completed {
  const script = [
    PROGRAM,
    bashScript(commands),
    `COMP_WORDS=(triton ${words.map((word) => `'${word}'`).join(' ')})`,
    `COMP_CWORD=${words.length}`,
    '_triton',
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n');
  const printed = execFileSync('bash', ['-u', '-c', `exec 3> >(sed "s/^/asked: /"); ${script}; exec 3>&-; wait`], {
    encoding: 'utf8',
  });
  const lines = printed.split('\n').filter(Boolean);
  const asked = lines.filter((line) => line.startsWith('asked: ')).map((line) => line.slice('asked: '.length));
  return { offered: lines.filter((line) => !line.startsWith('asked: ')), asked };
}

(hasBash ? describe : describe.skip)('in bash', () => {
  test.each<[string[], string[]]>([
    [['inst'], ['instance', 'inst', 'instances', 'insts']],
    [
      ['instance', 'disk', ''],
      ['list', 'ls', 'get', 'add', 'resize', 'delete', 'rm'],
    ],
    [
      ['inst', 'snap'],
      ['snapshots', 'snapshot'],
    ],
    [['help', 'instance', 'snapshot', 'c'], ['create']],
    [['instance', 'disk', 'resize', '--d'], ['--dangerous-allow-shrink']],
    [['-p', 'office', 'instance', 'disk', 'a'], ['add']],
    [
      ['--profile', 'instance', 'pac'],
      ['package', 'packages'],
    ],
    [['-i', 'env', '--s'], ['--smartdc']],
    [['--act'], ['--act-as']],
    [['instance', 'disk', 'add', 'web0', ''], []],
    [['nonesuch', ''], []],
    [['complete-'], []],
    [['instance', 'create', '--disks', '@/dev/nul'], ['@/dev/null']],
    [['key', 'add', '/dev/nul'], ['/dev/null']],
    [
      ['rbac', 'user', '-'],
      ['-a', '--add', '-e', '--edit', '-d', '--delete', '-f', '--force', '-j', '--json', '-h', '--help'],
    ],
  ])('triton %j', (words, offered) => {
    expect(complete(...words).offered).toEqual(offered);
  });

  test.each<[string[], string[], string]>([
    [['instance', 'get', 'w'], ['web0', 'web1'], 'complete-names inst '],
    [['inst', 'rm', 'web0', 'd'], ['db\\ 0'], 'complete-names inst web0'],
    [['instance', 'disk', 'delete', 'web0', '0'], ['04d28a0a'], 'complete-names disk web0'],
    [['-p', 'office', '-i', 'stop', 'web'], ['web0', 'web1'], '-p office -i complete-names inst '],
    [['--profile', '=', 'office', 'rm', 'web1'], ['web1'], '--profile=office complete-names inst '],
    [['instance', 'delete', '--wait-timeout', '=', '5', 'web1'], ['web1'], 'complete-names inst '],
    [['instance', 'create', '--network', ''], ['complete-names_network_'], 'complete-names network '],
    [['instance', 'create', '--network', '=', ''], ['complete-names_network_'], 'complete-names network '],
    [['instance', 'get', '--', 'w'], ['web0', 'web1'], 'complete-names inst '],
  ])('triton %j asks for names', (words, offered, asked) => {
    expect(complete(...words)).toEqual({ offered, asked: [asked] });
  });

  test('a name can not run anything', () => {
    const harmless = complete('instance', 'get', '$(touch /tmp/x)`id`;w');
    expect(harmless.offered).toEqual([]);
  });

  test('is installed for triton', () => {
    const printed = execFileSync('bash', ['-c', `${bashScript(commands)}\ncomplete -p triton`], { encoding: 'utf8' });
    expect(printed).toBe('complete -F _triton triton\n');
  });
});
