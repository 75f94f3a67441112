import { writeFileSync } from 'node:fs';

import { itBehavesLikeZfs } from '@triton/zfs/testing/zfs-contract';

import { PatientZfsHost } from './patient-zfs-host';
import { runTests } from './test-runner';
import { writeVolume } from './volume-device';

/** Holds the real ZFS to the contract that the simulated one is tested against. Writes the failures to the file it is told. */
async function main([resultFile = '']: string[]): Promise<void> {
  const host = new PatientZfsHost();
  const sync = (): Promise<unknown> => host.zpool(['sync', 'zones']);
  let count = 0;
  let passed = 0;
  const failed = await runTests(
    () =>
      itBehavesLikeZfs(async () => {
        const dataset = `zones/contract${(count += 1)}`;
        await host.zfs(['create', dataset]);
        return {
          host,
          dataset,
          async write(volume, offset, length) {
            await writeVolume(volume, offset, length);
            await sync();
          },
          async close() {
            await host.zfs(['destroy', '-R', dataset]);
            await sync();
          },
        };
      }),
    (line) => {
      if (line.startsWith('ok')) passed += 1;
      console.log(line);
    },
  );
  writeFileSync(resultFile, JSON.stringify({ passed, failed }));
}

void main(process.argv.slice(2));
