import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';

import { SimulatedZfsHost } from '@triton/zfs/simulated-zfs-host';
import { createPool } from '@triton/zfs/simulated/create-pool';
import { Zfs } from '@triton/zfs/zfs';

import { runVmadm } from './run-vmadm';

const GIB = 1024 ** 3;
const IMAGE = 'd4c79fef-da87-48e6-8178-f2357b43c293';
const VM = '926b8205-4b16-6ec4-f9ad-9883a8c84ce1';
const NOBODY = '11111111-1111-4111-8111-111111111111';
const DISK0 = `/dev/zvol/rdsk/zones/${VM}/disk0`;

let directory: string;
let env: Record<string, string>;

beforeEach(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'vmadm-cli-'));
  const root = path.join(directory, 'pool');
  env = { ZFS_SIM_ROOT: root, VMADM_ROOT: path.join(directory, 'zones') };
  await createPool({ root, name: 'zones', sizeBytes: 4096 * GIB });
  const host = new SimulatedZfsHost({ root });
  const zfs = new Zfs(host);
  await zfs.createVolume(`zones/${IMAGE}`, { volsize: 10 * GIB, volblocksize: 8192 });
  await zfs.snapshot(`zones/${IMAGE}@final`);
  host.close();
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs `vmadm` with `input` on stdin; undefined: stdin is a terminal. */
function vmadm(args: string[], input?: unknown) {
  const stdin = Readable.from(input === undefined ? [] : [typeof input === 'string' ? input : JSON.stringify(input)]);
  return runVmadm(args, env, Object.assign(stdin, { isTTY: input === undefined }));
}

const create = () =>
  vmadm(['create'], {
    uuid: VM,
    brand: 'bhyve',
    alias: 'web0',
    ram: 1024,
    autoboot: false,
    flexible_disk_size: 204800,
    disks: [{ image_uuid: IMAGE, size: 102400, boot: true }],
  });

const ok = (message: string) => ({ stdout: '', stderr: `${message}\n`, exitCode: 0 });
const failed = (message: string) => ({ stdout: '', stderr: `${message}\n`, exitCode: 1 });

test('every command says on stderr what it did, and stdout holds only answers', async () => {
  expect(await create()).toEqual(ok(`Successfully created VM ${VM}`));
  expect(await vmadm(['update', VM], { update_disks: [{ path: DISK0, size: 122880 }] })).toEqual(
    ok(`Successfully updated VM ${VM}`),
  );
  expect(await vmadm(['start', VM])).toEqual(ok(`Successfully started VM ${VM}`));
  expect(await vmadm(['boot', VM])).toEqual(ok(`Unable to start VM ${VM}: VM ${VM} is already 'running'`));
  expect(await vmadm(['reboot', VM])).toEqual(ok(`Successfully completed reboot for VM ${VM}`));
  expect(await vmadm(['stop', VM, '-F'])).toEqual(ok(`Successfully completed stop for VM ${VM}`));
  expect(await vmadm(['halt', VM])).toEqual(ok(`VM ${VM} is already not 'running' (currently: stopped)`));
  expect(await vmadm(['create-snapshot', VM, 'a'])).toEqual(ok(`Created snapshot a for VM ${VM}`));
  expect(await vmadm(['rollback-snapshot', VM, 'a'])).toEqual(ok(`Rolled back snapshot a for VM ${VM}`));
  expect(await vmadm(['delete-snapshot', VM, 'a'])).toEqual(ok(`Deleted snapshot a for VM ${VM}`));
  expect(await vmadm(['kill', '-s', 'TERM', VM])).toEqual(ok(`Sent signal "SIGTERM" to init process for VM ${VM}`));
  expect(await vmadm(['destroy', VM])).toEqual(ok(`Successfully deleted VM ${VM}`));
});

test('RFD 154, "VM.js: Resize with update_disks": the slip of a digit is refused', async () => {
  await create();
  const slip = { update_disks: [{ path: DISK0, size: 20480 }] };
  expect(await vmadm(['update', VM], slip)).toEqual(failed('Can not shrink disk from 102400 MiB to 20480 MiB'));
  const typo = { update_disks: [{ path: DISK0, size: 20480, dangrous_allow_shrink: true }] };
  expect(await vmadm(['update', VM], typo)).toMatchObject({
    stderr: expect.stringContaining('update_disks.0.dangrous_allow_shrink'),
    exitCode: 1,
  });
  const meant = { update_disks: [{ path: DISK0, size: 20480, dangerous_allow_shrink: true }] };
  expect(await vmadm(['update', VM], meant)).toEqual(ok(`Successfully updated VM ${VM}`));
});

test('get prints the VM as JSON', async () => {
  await create();
  const { stdout, stderr, exitCode } = await vmadm(['get', VM]);
  expect([stderr, exitCode, stdout.slice(0, 4), stdout.slice(-2)]).toEqual(['', 0, '{\n  ', '}\n']);
  expect(JSON.parse(stdout)).toMatchObject({
    uuid: VM,
    flexible_disk_size: 204800,
    free_space: 102400,
    disks: [{ path: DISK0, size: 102400, refreservation: 105606 }],
  });
});

test('list and lookup find VMs by their properties', async () => {
  await create();
  expect((await vmadm(['list'])).stdout).toBe(
    'UUID                                  TYPE  RAM       STATE              ALIAS\n' +
      `${VM}  BHYV  1024      stopped            web0\n`,
  );
  expect((await vmadm(['list', '-p', '-o', 'alias,free_space,disks.0.size,hostname'])).stdout).toBe(
    'web0:102400:102400:\n',
  );
  expect((await vmadm(['list', '-H', '-o', 'alias,hostname', '-s', '-alias', 'state=running'])).stdout).toBe('');
  expect((await vmadm(['lookup', 'alias=~^WEB'])).stdout).toBe(`${VM}\n`);
  expect((await vmadm(['lookup', '-j', '-o', 'uuid,ram', 'ram=1024'])).stdout).toBe(
    `${JSON.stringify([{ uuid: VM, ram: 1024 }], null, 2)}\n`,
  );
  expect(await vmadm(['lookup', '-1', 'alias=nobody'])).toEqual(failed('Requested unique lookup but found 0 results.'));
  expect(await vmadm(['lookup', 'nonsense=1'])).toEqual(failed('Invalid lookup key: "nonsense"'));
  expect(await vmadm(['list', 'nonsense=1'])).toEqual(failed('Invalid filter key: "nonsense"'));
  expect(await vmadm(['list', '-o', 'nonsense'])).toEqual(failed('invalid order field: nonsense'));
  expect(await vmadm(['list', '-s', 'disks.0.path'])).toEqual(failed('invalid sort field: disks.0.path'));
});

test('update takes pairs, a file or stdin', async () => {
  await create();
  const file = path.join(directory, 'payload.json');
  writeFileSync(file, '{"alias": "web2"}');
  await vmadm(['update', VM, 'ram=2048', 'autoboot=true', 'alias=a=b'.replace('=b', '')], 'not read');
  expect(JSON.parse((await vmadm(['get', VM])).stdout)).toMatchObject({ ram: 2048, autoboot: true, alias: 'a' });
  expect(await vmadm(['update', VM, '-f', file])).toEqual(ok(`Successfully updated VM ${VM}`));
  expect(await vmadm(['update', VM, 'alias='])).toEqual(ok(`Successfully updated VM ${VM}`));
  expect(JSON.parse((await vmadm(['get', VM])).stdout)).not.toHaveProperty('alias');
  expect(await vmadm(['update', VM, 'ram=much'])).toMatchObject({
    exitCode: 1,
    stderr: expect.stringMatching(/^Invalid value\(s\) for: ram /),
  });
});

test.each<[string[], string]>([
  [['get', NOBODY], `zoneadm: ${NOBODY}: No such zone configured`],
  [['update', NOBODY, 'ram=1'], `VM ${NOBODY} not found`],
  [['create-snapshot', NOBODY, 'a'], `VM ${NOBODY} not found`],
  [['start', NOBODY], `Unable to start VM ${NOBODY}: VM ${NOBODY} not found`],
  [['delete', NOBODY], `Failed to delete VM ${NOBODY}: VM ${NOBODY} not found`],
  [['create', '-f', '/no/such/file'], 'File: /no/such/file does not exist.'],
])('%j fails with exit code 1', async (args, message) => {
  expect(await vmadm(args, '{}')).toEqual(failed(message));
});

test('a payload that is no JSON is refused', async () => {
  const refused = { exitCode: 1, stderr: expect.stringMatching(/^Invalid JSON payload: /) };
  expect(await vmadm(['create'], '{"brand":')).toMatchObject(refused);
});

test.each<[string[], string]>([
  [[], 'Missing command.'],
  [['events'], 'Invalid command: "events".'],
  [['__proto__'], 'Invalid command: "__proto__".'],
  [['get'], 'Invalid or missing UUID for get'],
  [['get', '../../etc/passwd'], 'Invalid or missing UUID for get'],
  [['create'], 'Will not create from stdin when stdin is a tty.'],
  [['update', VM], 'Will not update from stdin when stdin is a tty.'],
  [['create-snapshot', VM], 'Wrong number of parameters to "create-snapshot"'],
  [['rollback-snapshot', VM, 'a', 'b'], 'Wrong number of parameters to "rollback-snapshot"'],
  [['lookup', '-o', 'uuid'], 'Cannot specify -o without -j'],
  [['list', '--nonsense'], "Unknown option '--nonsense'"],
])('%j is a usage error: exit code 2', async (args, message) => {
  const { stdout, stderr, exitCode } = await vmadm(args);
  expect([stdout, exitCode]).toEqual(['', 2]);
  expect(stderr).toContain(`${message}`);
  expect(stderr).toContain('Usage: vmadm <command> [options]');
});

test('help is no error', async () => {
  expect(await vmadm(['help'])).toMatchObject({
    stdout: expect.stringMatching(/^Usage: vmadm/),
    stderr: '',
    exitCode: 0,
  });
});

test('validate names what is wrong with a payload', async () => {
  const payload = { brand: 'bhyve', disks: [{ size: 'x', colour: 1 }] };
  const { stderr, exitCode } = await vmadm(['validate', 'create'], payload);
  expect([exitCode, JSON.parse(stderr)]).toEqual([
    1,
    { bad_values: ['disks.0.size'], bad_properties: ['disks.0.colour'], missing_properties: [] },
  ]);
  expect(await vmadm(['validate', 'update', 'bhyve'], { ram: 1 })).toEqual(
    ok("VALID 'update' payload for bhyve brand VMs."),
  );
  expect(JSON.parse((await vmadm(['validate', 'update', 'lx'], {})).stderr)).toEqual({ bad_brand: 'lx' });
  expect(JSON.parse((await vmadm(['validate', 'create'], {})).stderr)).toMatchObject({ missing_properties: ['brand'] });
});
