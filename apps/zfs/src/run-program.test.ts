import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

let directory: string;
const bundles: Record<string, string> = {};
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'zfs-program-'));
  for (const program of ['zfs', 'zpool']) {
    const bundle = join(directory, `${program}.cjs`);
    const source = join(__dirname, `${program}.ts`);
    execFileSync(require.resolve('esbuild/bin/esbuild'), [
      source,
      '--bundle',
      '--platform=node',
      '--log-level=error',
      `--outfile=${bundle}`,
    ]);
    bundles[program] = bundle;
  }
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

function run(
  line: string,
  env: Record<string, string> = { ZFS_SIM_ROOT: join(directory, 'sim') },
): [number | null, string, string] {
  const [program = '', ...args] = line.split(' ');
  const options = { env: { ...process.env, ...env }, encoding: 'utf8' } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [bundles[program] as string, ...args], options);
  return [status, stdout, stderr];
}

test('the programs take the words of the real ones and answer on the same streams with the same exit codes', () => {
  const file = join(directory, 'disk');
  writeFileSync(file, '');
  truncateSync(file, 64 * 1024 ** 3);
  expect(run(`zpool create -f -O mountpoint=none zones ${file}`)).toEqual([0, '', '']);
  expect(run('zpool list -H -o name,health')).toEqual([0, 'zones\tONLINE\n', '']);
  expect(run('zfs create -V 1G zones/disk0')).toEqual([0, '', '']);
  expect(run('zfs get -Hpo value refreservation zones/disk0')).toEqual([0, '1109393408\n', '']);
  expect(run('zfs sim-write zones/disk0 0 1M')).toEqual([0, '', '']);
  expect(run('zfs create -V 1T zones/disk1')).toEqual([1, '', "cannot create 'zones/disk1': out of space\n"]);
  const [status, stdout, stderr] = run('zfs destroy -F zones/disk0');
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toMatch(/^invalid option 'F'\nusage:\n/);
});

test('a command killed after its change has made it, one killed before has not; both leave a working pool', () => {
  const control = join(directory, 'sim', 'control.json');
  writeFileSync(control, JSON.stringify([{ match: 'killed-after', action: 'crash-after' }]));
  expect(run('zfs create zones/killed-after')[0]).toBeNull();
  writeFileSync(control, JSON.stringify([{ match: 'killed-before', action: 'crash-before' }]));
  expect(run('zfs create zones/killed-before')[0]).toBeNull();
  expect(run('zfs list -Ho name -r zones')).toEqual([0, 'zones\nzones/disk0\nzones/killed-after\n', '']);
});

test('without a simulated pool the real program is run; where there is none the message says what to do', () => {
  const [status, , stderr] = run('zfs version', { ZFS_SIM_ROOT: '' });
  if (status === 127) expect(stderr).toContain('set ZFS_SIM_ROOT to use a simulated pool');
  else expect(status).toBe(0);
});
