import type { ZfsHost } from '@triton/zfs/zfs-host';

import { nextCommand } from './next-command';
import { RandomSource } from './random-source';
import { listArguments, parseListing, type Episode, type RecordedStep, type SequenceCommand } from './recording';

/** Commands of one episode, its tidying up not counted. */
const LENGTH = 30;

/** What commands are played on. */
export interface Stage {
  readonly host: ZfsHost;
  /** Writes random data to a volume. */
  write(volume: string, offsetBytes: number, lengthBytes: number): Promise<void>;
  /** Called after each step. */
  onStep(step: RecordedStep): void;
}

/** Plays episode number `index` of the sequence of `seed` on datasets of its own, and records it. */
export async function playEpisode(stage: Stage, seed: number, index: number): Promise<Episode> {
  const random = new RandomSource(seed * 1000 + index);
  const top = `zones/r${index}`;
  const steps: RecordedStep[] = [];
  const play = async (command: SequenceCommand): Promise<void> => {
    steps.push(await perform(stage, top, command));
    stage.onStep(steps.at(-1) as RecordedStep);
  };
  const datasets = (): RecordedStep['datasets'] => steps.at(-1)?.datasets ?? [];
  // Every second one has a room of its own, where space is exact to the byte.
  await play({ zfs: ['create', ...(index % 2 === 0 ? ['-o', 'quota=1G', '-o', 'reservation=1G'] : []), top] });
  while (steps.length < LENGTH) await play(nextCommand(random, { top, datasets: datasets() }));
  await play({ zfs: ['list', '-r', '-o', 'space', top] });
  for (const { name, userrefs } of datasets()) {
    for (const tag of Number(userrefs) > 0 ? ['keep', 'mine'] : []) await play({ zfs: ['release', tag, name] });
  }
  await play({ zfs: ['destroy', '-R', top] });
  return { top, steps };
}

async function perform({ host, write }: Stage, top: string, command: SequenceCommand): Promise<RecordedStep> {
  let answer = { exitCode: 0, stdout: '', stderr: '' };
  if ('zfs' in command) answer = await host.zfs([...command.zfs]);
  else await write(command.write, command.offsetBytes, command.lengthBytes);
  await host.zpool(['sync', 'zones']);
  const { stdout } = await host.zfs(listArguments(top));
  return { command, ...answer, datasets: parseListing(stdout) };
}
