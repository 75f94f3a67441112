import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { parseSession } from '@triton/zfs/testing/session';

import { PatientZfsHost } from './patient-zfs-host';
import { writeVolume } from './volume-device';

const DIRECTORY = '/share/programs/sessions';
/** What follows this heading is a page of help. */
const HELP = /^(The following properties are supported:|where 'command' is one of the following:)$/;

/** Runs the commands of the recorded sessions again. Answers each session as ZFS says it today. */
async function main([resultFile = '']: string[]): Promise<void> {
  const host = new PatientZfsHost();
  const sessions: Record<string, string> = {};
  for (const name of readdirSync(DIRECTORY).sort()) {
    const commands = parseSession(readFileSync(join(DIRECTORY, name), 'utf8'));
    let text = '';
    const tops = new Set<string>();
    for (const { args } of commands) {
      const { output, exitCode } = await answer(host, args);
      for (const arg of args) if (/^zones\/[\w-]+$/.test(arg)) tops.add(arg);
      text += `$ zfs ${args.join(' ')}\n${output}${exitCode === 0 ? '' : `[exit ${exitCode}]\n`}`;
    }
    for (const top of tops) await host.zfs(['destroy', '-R', top]);
    sessions[name] = text;
    writeFileSync(resultFile, JSON.stringify(sessions));
    console.log(`${name}: ${commands.length} commands`);
  }
}

async function answer(host: PatientZfsHost, args: readonly string[]): Promise<{ output: string; exitCode: number }> {
  const [word, volume = '', offset = '0', length = '0'] = args;
  if (word === 'sim-write') {
    await writeVolume(volume, bytesOf(offset), bytesOf(length));
    await host.zpool(['sync', 'zones']);
    return { output: '', exitCode: 0 };
  }
  const { stdout, stderr, exitCode } = await host.zfs([...args]);
  await host.zpool(['sync', 'zones']);
  const lines = (stdout + stderr).split('\n');
  const help = lines.findIndex((line) => HELP.test(line));
  return { output: help === -1 ? stdout + stderr : `${lines.slice(0, help + 1).join('\n')}\n`, exitCode };
}

function bytesOf(text: string): number {
  return Number.parseInt(text, 10) * (text.endsWith('M') ? 1024 ** 2 : text.endsWith('K') ? 1024 : 1);
}

void main(process.argv.slice(2));
