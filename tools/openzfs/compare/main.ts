import { readFileSync, writeFileSync } from 'node:fs';

import type { Recording } from '../random/recording';
import { compareRecording } from './compare-recording';

/** Compares a recording (first argument) with the simulated pool and writes the differences to the second. */
async function main([recordingFile = '', resultFile = '']: string[]): Promise<void> {
  const recording = JSON.parse(readFileSync(recordingFile, 'utf8')) as Recording;
  writeFileSync(resultFile, JSON.stringify(await compareRecording(recording)));
}

void main(process.argv.slice(2));
