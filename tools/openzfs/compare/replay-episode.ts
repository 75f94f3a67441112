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
import { agree } from './tolerance';
import { sameText } from './same-text';

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
  for (const [index, step] of episode.steps.entries()) {
    const printed = await printedDifferences(host, step);
    const { stdout } = await host.zfs(listArguments(episode.top));
    const left = datasetDifferences(step, stdout);
    if (printed.length + left.length > 0) {
      const prefix = episode.steps.slice(0, index + 1).map(({ command }) => commandLine(command));
      differences.push({ line: commandLine(step.command), prefix, what: [...printed, ...left] });
    }
    if (left.length > 0) break;
  }
  return differences;
}

async function printedDifferences(host: SimulatedZfsHost, { command, ...real }: RecordedStep): Promise<string[]> {
  if (!('zfs' in command)) {
    await new Zfs(host).run(['sim-write', command.write, String(command.offsetBytes), String(command.lengthBytes)]);
    return [];
  }
  const simulated = await host.zfs([...command.zfs]);
  const different: string[] = [];
  for (const part of ['exitCode', 'stdout', 'stderr'] as const) {
    if (!sameText(String(real[part]), String(simulated[part]))) {
      different.push(
        `${part}:\n  real      ${JSON.stringify(real[part])}\n  simulated ${JSON.stringify(simulated[part])}`,
      );
    }
  }
  return different;
}

function datasetDifferences({ datasets }: RecordedStep, listing: string): string[] {
  const simulated = parseListing(listing);
  const names = (rows: readonly { name: string }[]): string => rows.map(({ name }) => name).join(' ');
  if (names(datasets) !== names(simulated))
    return [`datasets:\n  real      ${names(datasets)}\n  simulated ${names(simulated)}`];
  return datasets.flatMap((real, index) => {
    const other = simulated[index] ?? real;
    const wrong = COLUMNS.filter((column) => !agree(column, real, other, 0));
    return wrong.map((column) => `${real.name} ${column}: real ${real[column]}, simulated ${other[column]}`);
  });
}
