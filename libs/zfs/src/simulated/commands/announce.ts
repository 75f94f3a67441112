/** What `zfs destroy -v` says of each name. */
export function announce(names: readonly string[], flags: ReadonlySet<string>): string {
  if (flags.has('p')) return names.map((name) => `destroy\t${name}\n`).join('');
  if (!flags.has('v')) return '';
  return names.map((name) => `${flags.has('n') ? 'would' : 'will'} destroy ${name}\n`).join('');
}
