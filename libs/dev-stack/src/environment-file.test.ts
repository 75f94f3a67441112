import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeEnvironmentFile } from './environment-file';

test('a shell reads back exactly what was written', () => {
  const directory = mkdtempSync(join(tmpdir(), 'environment-file-'));
  const file = join(directory, 'env.sh');
  const value = `it's $HOME; "x" \\ \`date\``;
  writeEnvironmentFile(file, { DATA_DIR: value });
  const read = execFileSync('sh', ['-c', `. "$1"; printf %s "$DATA_DIR"`, 'sh', file], { encoding: 'utf8' });
  rmSync(directory, { recursive: true });
  expect(read).toBe(value);
});
