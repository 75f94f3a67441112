import { readFileSync, writeFileSync } from 'node:fs';

import type { Recording } from '../random/recording';
import { compareRecording } from './compare-recording';
import type { Difference } from './replay-episode';

/** Compares recordings (first argument) with the simulated pool and writes the differences, by recording, to the second. */
async function main([recordingFile = '', resultFile = '']: string[]): Promise<void> {
  const recordings = JSON.parse(readFileSync(recordingFile, 'utf8')) as Recording[];
  const differences: Difference[][] = [];
  for (const recording of recordings) differences.push(await compareRecording(recording));
  writeFileSync(resultFile, JSON.stringify(differences));
}

void main(process.argv.slice(2));
