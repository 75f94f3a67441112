import { Zfs } from './zfs';
import { ZfsCommandError } from './zfs-command-error';
import type { CommandResult, ZfsHost } from './zfs-host';

/** A host that answers from a script and remembers what it was asked. */
class ScriptedHost implements ZfsHost {
  readonly asked: string[] = [];
  constructor(readonly answers: Partial<CommandResult>[]) {}

  zfs(args: string[]): Promise<CommandResult> {
    this.asked.push(args.join(' '));
    return Promise.resolve({ stdout: '', stderr: '', exitCode: 0, ...this.answers.shift() });
  }

  zpool(args: string[]): Promise<CommandResult> {
    return this.zfs(args);
  }
}

const BUSY = { stderr: "cannot destroy 'zones/a': dataset is busy\n", exitCode: 1 };

test('a busy dataset is tried again until it is free', async () => {
  const host = new ScriptedHost([BUSY, BUSY, {}]);
  await new Zfs(host).destroy('zones/a', { recursive: true });
  expect(host.asked).toEqual(Array.from({ length: 3 }, () => 'destroy -r zones/a'));
});

test('any other failure is reported at once, with what zfs printed', async () => {
  const host = new ScriptedHost([{ stderr: "cannot open 'zones/a': dataset does not exist\n", exitCode: 1 }]);
  const failure = new Zfs(host).destroy('zones/a');
  await expect(failure).rejects.toBeInstanceOf(ZfsCommandError);
  await expect(failure).rejects.toMatchObject({
    message: "cannot open 'zones/a': dataset does not exist",
    args: ['destroy', 'zones/a'],
    exitCode: 1,
    isNotFound: true,
  });
  expect(host.asked).toHaveLength(1);
});

test('a warning on stderr is no failure', async () => {
  const host = new ScriptedHost([{ stderr: 'Warning: volblocksize (8192) is less than the default\n' }]);
  await new Zfs(host).createVolume('zones/a', {
    volsize: 1048576,
    volblocksize: 8192,
    properties: { compression: 'lz4' },
  });
  expect(host.asked).toEqual(['create -o volblocksize=8192 -o compression=lz4 -V 1048576 zones/a']);
});

test('a value with spaces stays whole', async () => {
  const host = new ScriptedHost([{ stdout: 'test:note\tsome words\nused\t12\n' }]);
  expect(await new Zfs(host).get('zones/a', ['test:note', 'used'])).toEqual({ 'test:note': 'some words', used: '12' });
});
