import { writeFileSync } from 'node:fs';
import path from 'node:path';

import { COMMANDS } from './run-vmadm';
import { type CliWorld, DISK0, failed, IMAGE, makeCliWorld, NOBODY, ok, VM } from './testing/cli-world';

let world: CliWorld;
beforeEach(async () => {
  world = await makeCliWorld();
});
afterEach(() => world.close());

const vmadm = (args: string[], input?: unknown) => world.vmadm(args, input);
const create = () => world.create();

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
  expect(await vmadm(['sysrq', VM, 'nmi'])).toEqual(ok(`Sent NMI to VM ${VM}`));
  expect(await vmadm(['reprovision', VM], { image_uuid: IMAGE })).toEqual(ok(`Successfully reprovisioned VM ${VM}`));
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

test('info and sysrq are for running VMs', async () => {
  await create();
  const message = `Unable to get VM info for VM ${VM}: Unable to get info for vm from state "stopped", must be "running" or "stopping".`;
  expect(await vmadm(['info', VM])).toEqual(failed(message));
  const refusal = 'Unable to send request to vm from state "stopped", must be "running" or "stopping".';
  expect(await vmadm(['sysrq', VM, 'nmi'])).toEqual(failed(refusal));
  await vmadm(['update', VM, 'vnc_port=5901']);
  await vmadm(['start', VM]);
  const vnc = { host: '127.0.0.1', port: 5901, display: 1 };
  expect(await vmadm(['info', VM, 'all,vnc'])).toEqual({
    stdout: `${JSON.stringify({ vnc }, null, 2)}\n`,
    stderr: '',
    exitCode: 0,
  });
  expect(await vmadm(['info', VM, 'chardev'])).toEqual(
    failed(`Unable to get VM info for VM ${VM}: unknown info type chardev`),
  );
});

test('list and lookup find VMs by their properties', async () => {
  await create();
  expect((await vmadm(['list'])).stdout).toBe(
    'UUID                                  TYPE  RAM      STATE             ALIAS\n' +
      `${VM}  BHYV  1024     stopped           web0\n`,
  );
  expect((await vmadm(['list', '-p', '-o', 'alias,free_space,disks.0.size,hostname'])).stdout).toBe(
    'web0:102400:102400:\n',
  );
  expect((await vmadm(['list', '-H', '-o', 'alias,hostname', '-s', '-alias', 'state=running'])).stdout).toBe('');
  await world.create({ uuid: NOBODY, alias: 'web1', disks: [] });
  expect((await vmadm(['list', '-H', '-o', 'alias,hostname', '-s', '-alias'])).stdout).toBe(
    'web1                                   -\nweb0                                   -\n',
  );
  await vmadm(['delete', NOBODY]);
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

test('members of lists and metadata are columns and filters too', async () => {
  const nics = [{ mac: 'b2:1e:ba:a5:6e:71', ip: '10.2.121.71', nic_tag: 'admin' }];
  await world.create({ nics, tags: { role: 'db', 'a.b': 'c' } });
  const columns = ['-o', 'nics.0.ip,tags.role,tags.a.b,max_physical_memory'];
  expect((await vmadm(['list', '-p', ...columns, 'nics.*.ip=10.2.121.71', 'disks.*.size=102400'])).stdout).toBe(
    '10.2.121.71:db:c:2304\n',
  );
  expect((await vmadm(['list', '-p', '-h', '-o', 'alias', 'tags.role=~^D'])).stdout).toBe('ALIAS\nweb0\n');
  expect((await vmadm(['lookup', 'nics.0.ip=10.2.121.7'])).stdout).toBe('');
  expect((await vmadm(['lookup', '-j', '-o', 'type,disks.0.size,nonsense'])).stdout).toBe(
    `${JSON.stringify([{ type: 'BHYV', 'disks.0.size': 102400 }], null, 2)}\n`,
  );
});

test('update takes pairs, a file or stdin', async () => {
  await create();
  const file = path.join(world.directory, 'payload.json');
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
  [['lookup', '-o', 'uuid'], 'Cannot specify -o without -j'],
  [['info', NOBODY], `Unable to get VM info for VM ${NOBODY}: VM ${NOBODY} not found`],
  [['sysrq', NOBODY, 'nmi'], `VM ${NOBODY} not found`],
  [['reprovision', NOBODY], `Failed to reprovision VM ${NOBODY}: Missing required properties: image_uuid`],
  [['events', NOBODY], `VM ${NOBODY} not found`],
  [['console', NOBODY], 'vmadm console is not supported: this platform has no zones to do it with'],
  [['recv'], 'vmadm receive is not supported: this platform has no zones to do it with'],
  [['send', NOBODY], 'vmadm send is not supported: this platform has no zones to do it with'],
  [['install', NOBODY], 'vmadm install is not supported: this platform has no zones to do it with'],
  [['list', '-o', 'disks.*.size'], 'Invalid order key: "disks.*.size"'],
  [['list', '-s', '-nics.*.ip'], 'Invalid sort key: "-nics.*.ip"'],
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
  [['evnets'], 'Invalid command: "evnets".'],
  [['help', 'evnets'], 'Invalid command: "evnets".'],
  [['events', 'web0'], 'Invalid or missing UUID for events'],
  [['events', '-x'], "Unknown option '-x'"],
  [['sysrq', VM], 'Wrong number of parameters to "sysrq"'],
  [['sysrq', VM, 'screenshot'], 'Invalid sysrq type: screenshot'],
  [['reprovision', VM], 'Will not take payload from stdin when stdin is a tty.'],
  [['stop', VM, '-t', 'soon'], 'Invalid timeout for stop'],
  [['list', 'state'], 'Bad arguments: unable to split state'],
  [['validate'], 'Will not validate without a valid action.'],
  [['validate', 'delete'], 'Will not validate without a valid action.'],
  [['validate', 'update'], 'Will not validate without a valid action and brand.'],
  [['validate', 'create'], 'Will not validate from stdin when stdin is a tty.'],
  [['create', '-f', '-'], 'Will not create from stdin when stdin is a tty.'],
  [['__proto__'], 'Invalid command: "__proto__".'],
  [['get'], 'Invalid or missing UUID for get'],
  [['get', '../../etc/passwd'], 'Invalid or missing UUID for get'],
  [['create'], 'Will not create from stdin when stdin is a tty.'],
  [['update', VM], 'Will not update from stdin when stdin is a tty.'],
  [['create-snapshot', VM], 'Wrong number of parameters to "create-snapshot"'],
  [['rollback-snapshot', VM, 'a', 'b'], 'Wrong number of parameters to "rollback-snapshot"'],
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
  expect((await vmadm(['help', 'boot'])).stdout).toMatch(/^Usage: vmadm boot <uuid>\n\nStarts a VM/);
  expect((await vmadm(['help', 'update'])).stdout).toContain('dangerous_allow_shrink');
});

test('every word has a line of help', async () => {
  const { stdout } = await vmadm(['help']);
  for (const word of Object.keys(COMMANDS)) {
    expect((await vmadm(['help', word])).stdout).toContain(`vmadm ${word} `);
    const isAlias = ['boot', 'destroy', 'halt', 'json', 'recv'].includes(word);
    expect([word, stdout.includes(`\n${word} `)]).toEqual([word, !isAlias]);
  }
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
