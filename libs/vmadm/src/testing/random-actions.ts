import fc from 'fast-check';

/** Which disk is meant, counted from the first; taken modulo the number of disks. Sizes are MiB. */
export interface UpdateAction {
  act: 'update';
  resize: { which: number; size: number; allowed: boolean }[];
  add: number[];
  remove: number[];
  budget?: number | undefined;
  quota?: number | undefined;
}

/** Something that an operator, a user or a guest may do to a VM. */
export type Action =
  | UpdateAction
  | { act: 'start' | 'stop' | 'reprovision' | 'recreate' }
  | { act: 'write'; which: number; offset: number; length: number }
  | { act: 'snapshot' | 'forget' | 'roll back'; name: string };

const which = fc.nat(7);
const size = fc.oneof(fc.integer({ min: 1, max: 64 }), fc.integer({ min: 1, max: 12_288 }));
const budget = fc.integer({ min: 1, max: 40_960 });
const resize = fc.record({ which, size: fc.integer({ min: 1, max: 16_384 }), allowed: fc.boolean() });
const none = fc.constant<never[]>([]);
const update = (more: { [Key in keyof UpdateAction]?: fc.Arbitrary<UpdateAction[Key]> }): fc.Arbitrary<UpdateAction> =>
  fc.record<UpdateAction>({ act: fc.constant('update'), resize: none, add: none, remove: none, ...more });
const name = fc.constantFrom('a', 'b', 'c');

/** Weighted so that VMs fill up, have snapshots, and run now and then. */
export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: update({ add: fc.array(size, { minLength: 1, maxLength: 2 }) }) },
  { weight: 6, arbitrary: update({ resize: fc.array(resize, { minLength: 1, maxLength: 2 }) }) },
  { weight: 2, arbitrary: update({ remove: fc.array(which, { minLength: 1, maxLength: 2 }) }) },
  { weight: 3, arbitrary: update({ budget }) },
  { weight: 1, arbitrary: update({ quota: fc.integer({ min: 0, max: 4 }) }) },
  {
    weight: 3,
    arbitrary: update({
      resize: fc.array(resize, { maxLength: 2 }),
      add: fc.array(size, { maxLength: 1 }),
      remove: fc.array(which, { maxLength: 1 }),
      budget: fc.option(budget, { nil: undefined }),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ act: fc.constant('write' as const), which, offset: fc.nat(4096), length: fc.nat(2048) }),
  },
  { weight: 5, arbitrary: fc.record({ act: fc.constantFrom('snapshot' as const, 'forget', 'roll back'), name }) },
  { weight: 2, arbitrary: fc.constantFrom<Action>({ act: 'start' }, { act: 'stop' }, { act: 'stop' }) },
  { weight: 1, arbitrary: fc.constantFrom<Action>({ act: 'reprovision' }, { act: 'recreate' }) },
);
