import { convergeAll } from './converge-all';
import { type Operation, onNode, OPERATIONS } from './testing/crash-operations';
import { type SimulatedNode, VM } from './testing/simulated-node';
import { faults, illegalities, type VmState, vmState } from './testing/vm-state';

const change = /^write|^remove|^zfs (?!list|get)/;

/** The operation without any trouble: the states before and after, and its effects in order. */
async function undisturbed(operation: Operation): Promise<{ before: VmState; after: VmState; effects: string[] }> {
  return onNode(operation, async (node) => {
    const before = await vmState(node.host, VM);
    const effects: string[] = [];
    node.onEffect = (moment, what) => {
      if (change.test(what)) effects.push(`${moment} ${what}`);
    };
    await operation.run(node.host);
    node.onEffect = () => undefined;
    return { before, after: await vmState(node.host, VM), effects };
  });
}

/** What was truncated or destroyed can not be brought back. */
const losesData = (command: string): boolean => /destroy|rollback|volsize=10737418240/.test(command);

/** Answers how many effects there were, up to the crash. */
function crashAt(node: SimulatedNode, point: number): () => number {
  let seen = 0;
  node.onEffect = (_moment, what) => {
    if (change.test(what) && seen++ === point) throw new Error('the node lost its power');
  };
  return () => seen;
}

describe.each(Object.entries(OPERATIONS))('%s', (_name, operation) => {
  test('a crash before or after any effect leaves a legal state, from which the old or the new one is reached', async () => {
    const { before, after, effects } = await undisturbed(operation);
    expect(faults(after)).toEqual([]);
    expect(effects.length).toBeGreaterThan(3);
    for (const [point, effect] of effects.entries()) {
      await onNode(operation, async (node) => {
        crashAt(node, point);
        await expect(operation.run(node.host)).rejects.toThrow('the node lost its power');
        node.onEffect = () => undefined;
        const broken = await vmState(node.host, VM);
        expect([effect, illegalities(broken)]).toEqual([effect, []]);
        await convergeAll(node.host);
        const settled = await vmState(node.host, VM);
        expect([effect, faults(settled)]).toEqual([effect, []]);
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
      });
    }
  }, 60_000);

  test('a second crash while the first is being settled does no harm either', async () => {
    const { before, after, effects } = await undisturbed(operation);
    const half = Math.floor(effects.length / 2);
    for (let second = 0; ; second++) {
      const crashed = await onNode(operation, async (node) => {
        crashAt(node, half);
        await expect(operation.run(node.host)).rejects.toThrow('the node lost its power');
        crashAt(node, second);
        let again = false;
        const host = { ...node.host, onTrouble: () => (again = true) };
        await convergeAll(host);
        node.onEffect = () => undefined;
        expect(illegalities(await vmState(node.host, VM))).toEqual([]);
        await convergeAll(node.host);
        const settled = await vmState(node.host, VM);
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
        return again;
      });
      if (!crashed) break;
    }
  }, 60_000);

  test('a crash while a refused change is taken back does no harm either', async () => {
    const { before, after, effects } = await undisturbed(operation);
    const commands = effects.filter((effect) => effect.startsWith('before zfs'));
    const refuseLast = { match: change.source, skip: commands.length - 1, action: 'fail' } as const;
    const stderr = 'out of space\n';
    let end = Infinity;
    for (let point = 0; point < end; point++) {
      await onNode(operation, async (node) => {
        node.zfs.orderFault({ ...refuseLast, stderr });
        const seen = crashAt(node, point);
        const isDone = await operation.run(node.host).then(
          () => true,
          () => false,
        );
        node.onEffect = () => undefined;
        if (seen() <= point) end = point;
        // After data was lost as it was meant to be, there is no way back, and the rest is done all the same.
        if (isDone) expect([point, commands.slice(0, -1).some(losesData)]).toEqual([point, true]);
        expect([point, illegalities(await vmState(node.host, VM))]).toEqual([point, []]);
        await convergeAll(node.host);
        const settled = await vmState(node.host, VM);
        expect([point, faults(settled)]).toEqual([point, []]);
        if (commands.slice(0, -1).some(losesData)) return;
        expect([JSON.stringify(before), JSON.stringify(after)]).toContain(JSON.stringify(settled));
      });
    }
    expect(end).toBeGreaterThanOrEqual(commands.length);
  }, 60_000);

  test('a refusal of ZFS at any command is an error, or too late to be one, and nothing is half done', async () => {
    const { before, after, effects } = await undisturbed(operation);
    const commands = effects.filter((effect) => effect.startsWith('before zfs'));
    for (const [skip, command] of commands.entries()) {
      await onNode(operation, async (node) => {
        const stderr = "cannot set property for 'zones': size is greater than available space\n";
        node.zfs.orderFault({ match: change.source, skip, action: 'fail', stderr });
        const refusal = await operation.run(node.host).catch((err: unknown) => err);
        const state = await vmState(node.host, VM);
        expect([command, faults(state)]).toEqual([command, []]);
        if (commands.slice(0, skip).some(losesData) && refusal === undefined) {
          return expect([command, state]).toEqual([command, after]); // there was no way back
        }
        expect(refusal).toMatchObject({ name: 'VmadmError', code: operation.refusal ?? 'InsufficientSpace' });
        if (!commands.slice(0, skip).some(losesData)) expect(state).toEqual(before);
      });
    }
  }, 60_000);
});
