import { readFileSync, writeFileSync } from 'node:fs';

import { playEpisode } from '../random/play-episode';
import { commandLine, type Episode, type Recording } from '../random/recording';
import { PatientZfsHost } from './patient-zfs-host';
import { writeVolume } from './volume-device';

/** Plays random commands on the machine's ZFS, as many of each seed, and records what each answered and left. */
async function main([resultFile = '']: string[]): Promise<void> {
  const options = readFileSync('/share/programs/random-options.json', 'utf8');
  const { seeds, commands } = JSON.parse(options) as { seeds: number[]; commands: number };
  const version = readFileSync('/share/out/versions.txt', 'utf8').split('\n')[0] ?? '';
  const stage = {
    host: new PatientZfsHost(),
    write: writeVolume,
    onStep: ({ command, exitCode }: Episode['steps'][number]) => {
      console.log(`${new Date().toISOString()} ${commandLine(command)} -> ${exitCode}`);
    },
  };
  const recordings: Recording[] = [];
  for (const seed of seeds) {
    const episodes: Episode[] = [];
    recordings.push({ seed, version, episodes });
    for (let count = 0; count < commands; count += episodes.at(-1)?.steps.length ?? 1) {
      episodes.push(await playEpisode(stage, seed, episodes.length));
      writeFileSync(resultFile, JSON.stringify(recordings));
    }
  }
}

void main(process.argv.slice(2));
