import { renameSync, writeFileSync } from 'node:fs';

/** Writes `export NAME='value'` lines for a POSIX shell. Whoever reads the file meanwhile sees the old or the new, whole. */
export function writeEnvironmentFile(path: string, environment: Readonly<Record<string, string>>): void {
  const lines = Object.entries(environment).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", `'\\''`)}'\n`,
  );
  // The address of the database holds its password.
  writeFileSync(`${path}.new`, lines.join(''), { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
