import { copyFileSync, mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from '../../run.mjs';

/** This Node with every library it needs and the loader that finds them, so that it runs on any Linux. */
export async function copyNode(directory) {
  mkdirSync(directory, { recursive: true });
  copyFileSync(process.execPath, join(directory, 'node'));
  const listed = await run('ldd', [process.execPath]);
  for (const [, path] of listed.matchAll(/(\/\S+) \(0x/g)) {
    const name = basename(path);
    copyFileSync(path, join(directory, name.startsWith('ld-linux') ? 'ld.so' : name));
  }
}
