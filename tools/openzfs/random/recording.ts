/** What is looked at after every command, of every dataset and snapshot. */
export const COLUMNS = [
  'name',
  'type',
  'volsize',
  'volblocksize',
  'used',
  'available',
  'referenced',
  'usedbydataset',
  'usedbysnapshots',
  'usedbyrefreservation',
  'usedbychildren',
  'written',
  'quota',
  'reservation',
  'refquota',
  'refreservation',
  'origin',
  'userrefs',
  'compression',
  'readonly',
  'test:mark',
] as const;

export type Column = (typeof COLUMNS)[number];

/** One line of `zfs list`: every column's text. */
export type DatasetFacts = Readonly<Record<Column, string>>;

/** A command of the sequence: arguments of `zfs`, or random data for a volume. */
export type SequenceCommand =
  | { readonly zfs: readonly string[] }
  | { readonly write: string; readonly offsetBytes: number; readonly lengthBytes: number };

/** A command as it was run: what it answered, and everything that was there afterwards. */
export interface RecordedStep {
  readonly command: SequenceCommand;
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly datasets: readonly DatasetFacts[];
}

/** Commands on datasets below one that only they use: independent of all other episodes. */
export interface Episode {
  readonly top: string;
  readonly steps: readonly RecordedStep[];
}

export interface Recording {
  readonly seed: number;
  readonly version: string;
  readonly episodes: readonly Episode[];
}

export function listArguments(top: string): string[] {
  return ['list', '-Hp', '-r', '-t', 'all', '-o', COLUMNS.join(','), top];
}

export function parseListing(stdout: string): DatasetFacts[] {
  return stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      return Object.fromEntries(COLUMNS.map((column, index) => [column, cells[index] ?? ''])) as DatasetFacts;
    });
}

/** The command as one would type it. */
export function commandLine(command: SequenceCommand): string {
  if ('zfs' in command) return `zfs ${command.zfs.join(' ')}`;
  return `write ${command.write} ${command.offsetBytes} ${command.lengthBytes}`;
}
