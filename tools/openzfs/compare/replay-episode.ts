import { Zfs } from '@triton/zfs/zfs';
import type { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';

import {
  COLUMNS,
  commandLine,
  listArguments,
  parseListing,
  type Episode,
  type RecordedStep,
} from '../random/recording';
import { agree, slackOf } from './tolerance';
import { sameComplaint, sameText } from './same-text';

/** Where the simulation said something else than OpenZFS. */
export interface Difference {
  readonly line: string;
  /** The commands of its episode up to and with the one that differs. */
  readonly prefix: readonly string[];
  readonly what: readonly string[];
}

/**
 * Runs an episode's commands on the simulated pool. Answers every difference in what was printed, and the first in what is there:
 * from then on the two are different pools.
 */
export async function replayEpisode(host: SimulatedZfsHost, episode: Episode): Promise<Difference[]> {
  const differences: Difference[] = [];
  let slackBytes = 0;
  for (const [index, step] of episode.steps.entries()) {
    const printed = await printedDifferences(host, step, slackBytes);
    slackBytes += slackAfter(step);
    const { stdout } = await host.zfs(listArguments(episode.top));
    const left = datasetDifferences(step, stdout, slackBytes);
    if (printed.length + left.length > 0) {
      const prefix = episode.steps.slice(0, index + 1).map(({ command }) => commandLine(command));
      differences.push({ line: commandLine(step.command), prefix, what: [...printed, ...left] });
    }
    if (left.length > 0) break;
  }
  return differences;
}

async function printedDifferences(
  host: SimulatedZfsHost,
  { command, ...real }: RecordedStep,
  slackBytes: number,
): Promise<string[]> {
  if (!('zfs' in command)) {
    await new Zfs(host).run(['sim-write', command.write, String(command.offsetBytes), String(command.lengthBytes)]);
    return [];
  }
  const simulated = await host.zfs([...command.zfs]);
  const different: string[] = [];
  for (const part of ['exitCode', 'stdout', 'stderr'] as const) {
    const [said, says] = [String(real[part]), String(simulated[part])];
    if (!(part === 'stderr' ? sameComplaint(said, says) : sameText(said, says, slackBytes))) {
      different.push(
        `${part}:\n  real      ${JSON.stringify(real[part])}\n  simulated ${JSON.stringify(simulated[part])}`,
      );
    }
  }
  return different;
}

function slackAfter({ command, datasets }: RecordedStep): number {
  if (!('write' in command)) return 0;
  const volume = datasets.find(({ name }) => name === command.write);
  return slackOf(command, Number(volume?.volblocksize));
}

function datasetDifferences({ datasets }: RecordedStep, listing: string, slackBytes: number): string[] {
  const simulated = parseListing(listing);
  const names = (rows: readonly { name: string }[]): string => rows.map(({ name }) => name).join(' ');
  if (names(datasets) !== names(simulated))
    return [`datasets:\n  real      ${names(datasets)}\n  simulated ${names(simulated)}`];
  return datasets.flatMap((real, index) => {
    const other = simulated[index] ?? real;
    const wrong = COLUMNS.filter((column) => !agree(column, real, other, slackBytes));
    return wrong.map((column) => `${real.name} ${column}: real ${real[column]}, simulated ${other[column]}`);
  });
}
