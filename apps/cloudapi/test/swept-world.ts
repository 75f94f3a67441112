import { createPolicy } from '@triton/catalog/policies/create-policy';
import { putRole } from '@triton/catalog/roles/put-role';
import { addUserKey } from '@triton/catalog/users/add-user-key';
import { createUser } from '@triton/catalog/users/create-user';
import type { PrivateKey } from '@triton/http-auth/load-private-key';
import type { Vm } from '@triton/schemas/vm';
import { newKeyPair } from './key-pairs';
import { ACME, FLEXIBLE } from './seed';
import { startWorld, type World } from './world';

export interface SweptWorld {
  world: World;
  /** A machine of acme's with one of everything that a machine can have. */
  vm: Vm;
  /** For the parameters of any path: something of acme's that is there. */
  values: Record<string, string>;
  /** The key of acme's user `bob`, who holds the role `reader` but not by default, and so may do nothing. */
  bob: PrivateKey;
}

/** A world in which every path of the table leads to something. */
export async function startSweptWorld(): Promise<SweptWorld> {
  const world = await startWorld();
  const vm = world.putVm({
    alias: 'secret-name-of-acme',
    tags: { role: 'secret-tag-of-acme' },
    customer_metadata: { laptop: 'secret-metadata-of-acme' },
    snapshots: [{ name: 'before', created_at: '2026-03-03T10:05:00.000Z', size: 1 }],
  });
  const { job_uuid } = world.vmapi.promise(vm, { name: 'start' }, {}, () => ({ apply: () => undefined }));
  const bob = newKeyPair();
  const input = { login: 'bob', email: 'secret-user@acme.example', password: 'secret-1' };
  const user = await createUser(world.db, ACME, input);
  await addUserKey(world.db, user.id, { name: 'laptop', key: bob.publicKey.openssh });
  const policy = await createPolicy(world.db, ACME, { name: 'reading', rules: ['CAN get*'] });
  const member = { type: 'subuser' as const, id: user.id, login: 'bob', default: false };
  const role = { id: '3f0b2d3a-9a6c-4f0e-9a60-3a1d2f4b5c77', name: 'reader', members: [member], policies: [policy] };
  await putRole(world.db, ACME, role);
  const values = {
    login: 'acme',
    id: vm.uuid,
    disk_id: vm.disks[1]?.uuid ?? '',
    job: job_uuid,
    key: 'laptop',
    package: FLEXIBLE,
    user: 'bob',
    role: 'reader',
    policy: 'reading',
    name: 'before',
    tag: 'role',
    datacenter: 'us-test-1',
  };
  return { world, vm, values, bob };
}
