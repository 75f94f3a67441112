import { isDeepStrictEqual } from 'node:util';

/** One difference between two looks at a VM, in the shape of vminfod's `modify` events. */
export interface VmChange {
  /** `disks.*.size` */
  prettyPath: string;
  /** `["disks", null, "size"]`: null stands for a member of a list. */
  path: (string | null)[];
  action: 'added' | 'removed' | 'changed';
  oldValue?: unknown;
  newValue?: unknown;
  /** Which member of the list: the path of a disk, the MAC of a NIC. */
  ident?: string;
}

interface Identity {
  key: string;
  /** Is it told in the change? */
  told: boolean;
}

/** Lists whose members stay themselves when they change. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  disks: { key: 'path', told: true },
  nics: { key: 'mac', told: true },
  snapshots: { key: 'name', told: false },
};

type Place = Pick<VmChange, 'path' | 'ident'>;

/** What makes `after` of `before`, as paths; nothing when they are equal. */
export function vmChanges(before: object, after: object): VmChange[] {
  return valueChanges(before, after, { path: [] });
}

function valueChanges(before: unknown, after: unknown, place: Place): VmChange[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (before === undefined) return [change(place, 'added', { newValue: after })];
  if (after === undefined) return [change(place, 'removed', { oldValue: before })];
  const inside = insideChanges(before, after, place);
  return inside.length > 0 ? inside : [change(place, 'changed', { oldValue: before, newValue: after })];
}

function insideChanges(before: unknown, after: unknown, place: Place): VmChange[] {
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, place);
  if (!isObject(before) || !isObject(after)) return [];
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) =>
    valueChanges(own(before, key), own(after, key), { ...place, path: [...place.path, key] }),
  );
}

function listChanges(before: readonly unknown[], after: readonly unknown[], place: Place): VmChange[] {
  const identity = place.path.length === 1 ? IDENTITIES[place.path[0] ?? ''] : undefined;
  const path = [...place.path, null];
  const old = identity && byIdentity(before, identity.key);
  const new_ = identity && byIdentity(after, identity.key);
  if (old && new_) {
    return [...new Set([...old.keys(), ...new_.keys()])].flatMap((ident) =>
      valueChanges(old.get(ident), new_.get(ident), identity.told ? { path, ident } : { path }),
    );
  }
  return [
    ...missingFrom(after, before).map((oldValue) => change({ path }, 'removed', { oldValue })),
    ...missingFrom(before, after).map((newValue) => change({ path }, 'added', { newValue })),
  ];
}

/** Undefined when the members can not be told apart. */
function byIdentity(list: readonly unknown[], key: string): Map<string, unknown> | undefined {
  const members = new Map<string, unknown>();
  for (const member of list) {
    const ident = isObject(member) ? own(member, key) : undefined;
    if (typeof ident !== 'string' || members.has(ident)) return undefined;
    members.set(ident, member);
  }
  return members;
}

/** The members of `list` that `other` has not, or not as often. */
function missingFrom(other: readonly unknown[], list: readonly unknown[]): unknown[] {
  const left = [...other];
  return list.filter((member) => {
    const at = left.findIndex((candidate) => isDeepStrictEqual(candidate, member));
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function change(place: Place, action: VmChange['action'], values: Pick<VmChange, 'oldValue' | 'newValue'>): VmChange {
  const { path, ident } = place;
  const prettyPath = path.map((part) => part ?? '*').join('.');
  return { prettyPath, path, action, ...values, ...(ident === undefined ? {} : { ident }) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function own(object: object, key: string): unknown {
  return Object.hasOwn(object, key) ? (object as Record<string, unknown>)[key] : undefined;
}
