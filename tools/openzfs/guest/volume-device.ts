import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { open, readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const LOOKS = 100;
const LOOK_AGAIN_MS = 50;

/** Writes random data to a volume through its device, as a guest that flushes does. */
export async function writeVolume(volume: string, offsetBytes: number, lengthBytes: number): Promise<void> {
  const device = await open(await findDevice(volume), 'r+');
  try {
    await device.write(randomBytes(lengthBytes), 0, lengthBytes, offsetBytes);
    await device.sync();
  } finally {
    await device.close();
  }
}

/** `/dev/zdN` of a volume. Devices appear some time after their volume; there is no udev that would name them for us. */
async function findDevice(volume: string): Promise<string> {
  for (let look = 0; look < LOOKS; look += 1) {
    const names = (await readdir('/dev')).filter((name) => /^zd\d+$/.test(name));
    for (const name of names) {
      const answer = await run('/lib/udev/zvol_id', [`/dev/${name}`]).catch(() => undefined);
      if (answer?.stdout.trim() === volume) return `/dev/${name}`;
    }
    await delay(LOOK_AGAIN_MS);
  }
  throw new Error(`${volume} has no device`);
}
