import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import { planResizeDisk } from '@triton/flexible-disk/plan-resize-disk';
import type { Account } from '@triton/schemas/account';
import type { AuditRecord } from '@triton/schemas/audit-record';
import type { CreateMachineInput } from '@triton/schemas/create-machine-input';
import type { MachineDisk } from '@triton/schemas/disk';
import type { CreateKeyInput, Key } from '@triton/schemas/key';
import type { Machine } from '@triton/schemas/machine';
import type { MachineJob } from '@triton/schemas/machine-job';
import type { Metadata } from '@triton/schemas/metadata';
import { SimulatedAccess } from './simulated-access';
import { simulatedCatalogue } from './simulated-catalogue';
import { SimulatedSnapshots } from './simulated-snapshots';

/** What a new machine of a test is like; the rest is filled in. */
export type MachineWish = Partial<Machine> & { name: string };

interface Job extends MachineJob {
  machineId: string;
  /** As the audit names it. */
  action: string;
  /** How often it is looked at before it ends. */
  looksLeft: number;
  effect(): void;
  failed?: (() => void) | undefined;
}

/**
 * The state behind a simulated CloudAPI: machines, their disks and their jobs. No time passes in it. A job ends when it
 * has been looked at `looksPerJob` times; `jobsFailWith` makes it fail instead.
 */
export class SimulatedCloud {
  readonly catalogue = simulatedCatalogue();
  readonly account: Partial<Account> & { id: string } = {
    id: '77777777-dddd-4000-8000-000000000007',
    email: 'admin@acme.example',
  };
  readonly access = new SimulatedAccess(() => this.newId());
  readonly snapshots = new SimulatedSnapshots(this);
  readonly machines = new Map<string, Machine>();
  readonly jobs: Job[] = [];
  looksPerJob = 2;
  jobsFailWith: string | undefined;
  jobsGetStuck = false;
  #ids = 0;

  key(named: string): Key {
    const found = this.catalogue.keys.find(({ name, fingerprint }) => name === named || fingerprint === named);
    if (!found) throw new ResourceNotFoundError('key not found');
    return found;
  }

  createKey({ name = 'nameless', key }: CreateKeyInput): Key {
    const made = { name, fingerprint: `fingerprint-of-${name}`, key };
    this.catalogue.keys.push(made);
    return made;
  }

  deleteKey(named: string): void {
    this.catalogue.keys.splice(this.catalogue.keys.indexOf(this.key(named)), 1);
  }

  /** Adds a machine that is there already. Its flexible space is `disk` MiB. */
  addMachine(wish: MachineWish): Machine {
    const disks = wish.disks ?? [this.newDisk(10_240, 0)];
    const machine: Machine = {
      id: this.newId(),
      type: 'virtualmachine',
      brand: 'bhyve',
      state: 'running',
      image: this.catalogue.images[0]?.id ?? '',
      ips: ['10.99.0.5'],
      primaryIp: '10.99.0.5',
      memory: 3840,
      disk: 102_400,
      deletion_protection: false,
      metadata: {},
      tags: {},
      created: new Date(Date.now() - 3 * 60_000).toISOString(),
      updated: new Date().toISOString(),
      networks: [],
      nics: [],
      firewall_enabled: false,
      package: 'b4-highcpu-bhyve-3.75g',
      flexible: true,
      ...wish,
      disks,
    };
    this.machines.set(machine.id, machine);
    return machine;
  }

  newDisk(size: number, slot: number, facts: Partial<MachineDisk> = {}): MachineDisk {
    return { id: this.newId(), size, boot: slot === 0, pci_slot: `0:4:${slot}`, state: 'running', ...facts };
  }

  /** Ids differ in their first digits, as those of real machines do. */
  newId(): string {
    this.#ids += 1;
    return `${(this.#ids * 0x9e3779b1).toString(16).slice(-8).padStart(8, '0')}-0000-4000-8000-${String(this.#ids).padStart(12, '0')}`;
  }

  machine(id: string): Machine {
    const machine = this.machines.get(id);
    if (!machine) throw new ResourceNotFoundError(`VM ${id} not found`);
    return machine;
  }

  disk(machineId: string, diskId: string): MachineDisk {
    const disk = this.disksOf(machineId).find(({ id }) => id === diskId);
    if (!disk) throw new ResourceNotFoundError(`disk ${diskId} not found`);
    return disk;
  }

  disksOf(machineId: string): MachineDisk[] {
    return (this.machine(machineId).disks ??= []);
  }

  createMachine({ image, name, disks = [], ...input }: CreateMachineInput): Machine {
    const flat = (prefix: string) =>
      Object.fromEntries(
        Object.entries(input).flatMap(([key, value]) =>
          key.startsWith(prefix) ? [[key.slice(prefix.length), value]] : [],
        ),
      );
    const machine = this.addMachine({
      name: name ?? 'nameless',
      image,
      state: 'provisioning',
      deletion_protection: input.deletion_protection ?? false,
      metadata: flat('metadata.'),
      tags: flat('tag.'),
      networks: (input.networks ?? []).map(String),
      disks: disks.map(({ size }, slot) => this.newDisk(size === 'remaining' ? 71_680 : (size ?? 10_240), slot)),
    });
    this.begin('provision', machine.id, () => void (machine.state = 'running'));
    return machine;
  }

  createDisk(machineId: string, size: number | 'remaining'): { jobUuid: string; diskId: string } {
    const disks = this.disksOf(machineId);
    const free = this.machine(machineId).disk - disks.reduce((sum, disk) => sum + disk.size, 0);
    const disk = this.newDisk(size === 'remaining' ? free : size, disks.length, { boot: false, state: 'creating' });
    planResizeDisk(0, disk.size, false, { freeSpaceMib: free, allocatableMib: free });
    disks.push(disk);
    return { jobUuid: this.begin('create-disk', machineId, () => void (disk.state = 'stopped')), diskId: disk.id };
  }

  resizeDisk(machineId: string, diskId: string, size: number, allowShrink: boolean): string {
    const disk = this.disk(machineId, diskId);
    const used = this.disksOf(machineId).reduce((sum, { size: mib }) => sum + mib, 0);
    const free = this.machine(machineId).disk - used;
    planResizeDisk(disk.size, size, allowShrink, { freeSpaceMib: free, allocatableMib: free });
    disk.state = 'resizing';
    return this.begin('resize-disk', machineId, () => Object.assign(disk, { size, state: 'running' }));
  }

  deleteDisk(machineId: string, diskId: string): string {
    const disk = this.disk(machineId, diskId);
    if (disk.boot) throw new InvalidArgumentError('the boot disk cannot be deleted');
    disk.state = 'deleting';
    return this.begin('delete-disk', machineId, () => {
      this.machine(machineId).disks = this.disksOf(machineId).filter(({ id }) => id !== diskId);
    });
  }

  changeState(machineId: string, workflow: string, state: string): string {
    const machine = this.machine(machineId);
    return this.begin(workflow, machineId, () => void (machine.state = state));
  }

  /** Any other change of a machine; `action` is the audit's word for it. */
  change(machineId: string, action: string, facts: Partial<Machine>): string {
    const machine = this.machine(machineId);
    return this.begin('update-vm', machineId, () => void Object.assign(machine, facts), action);
  }

  /** Changes the machine to a package by id or name. */
  resize(machineId: string, idOrName: string): string {
    const found = this.catalogue.packages.find(({ id, name }) => id === idOrName || name === idOrName);
    if (!found) throw new InvalidArgumentError('package: there is no such package');
    const { name, disk, memory } = found;
    return this.change(machineId, 'resize', { package: name, disk, memory });
  }

  /** Tags or metadata of a machine: these values, and with `keep` the others too. */
  label(machineId: string, kind: 'tags' | 'metadata', values: Metadata, { keep }: { keep: boolean }) {
    const all = { ...(keep ? this.machine(machineId)[kind] : {}), ...values };
    const action = `${keep ? 'set' : 'replace'}_${kind}`;
    return { all, jobUuid: this.change(machineId, action, { [kind]: all }) };
  }

  labelOf(machineId: string, kind: 'tags' | 'metadata', name: string): unknown {
    const { [kind]: known } = this.machine(machineId);
    if (!Object.hasOwn(known, name)) throw new ResourceNotFoundError(`${name} not found`);
    return known[name];
  }

  /** Removes one tag or key of metadata, or without a name all. */
  unlabel(machineId: string, kind: 'tags' | 'metadata', name?: string): string {
    if (name !== undefined) this.labelOf(machineId, kind, name);
    const { [kind]: known } = this.machine(machineId);
    const kept = Object.entries(known).filter(([key]) => name !== undefined && key !== name);
    return this.change(machineId, `remove_${kind}`, { [kind]: Object.fromEntries(kept) });
  }

  /** What has ended, latest first. */
  auditOf(machineId: string): AuditRecord[] {
    const ended = this.jobs.filter((job) => job.machineId === machineId && job.finished !== undefined);
    const records = ended.map(({ execution, finished = '', action }): AuditRecord => {
      return {
        success: execution === 'succeeded' ? 'yes' : 'no',
        time: finished,
        action,
        caller: { type: 'signature' },
      };
    });
    return records.reverse();
  }

  /** The job as it is now; looking at it is what brings it nearer to its end. */
  lookAtJob(machineId: string, uuid: string): MachineJob {
    const job = this.jobs.find((one) => one.uuid === uuid && one.machineId === machineId);
    if (!job) throw new ResourceNotFoundError('Job not found');
    if (job.execution === 'running') this.#advance(job);
    return shown(job);
  }

  jobsOf(machineId: string): MachineJob[] {
    return this.jobs
      .filter((job) => job.machineId === machineId)
      .map(shown)
      .reverse();
  }

  begin(
    workflow: string,
    machineId: string,
    effect: () => void,
    action = workflow.replaceAll('-', '_'),
    failed?: () => void,
  ): string {
    const uuid = this.newId();
    const created = new Date().toISOString();
    const steps = [{ name: 'cnapi.acquire_vm_ticket', started: created }];
    const facts = { uuid, name: `${workflow}-1.0.0`, execution: 'running' as const, steps, created };
    this.jobs.push({ ...facts, machineId, action, looksLeft: this.looksPerJob, effect, failed });
    return uuid;
  }

  #advance(job: Job): void {
    job.looksLeft -= 1;
    if (job.looksLeft > 0) return;
    if (this.jobsGetStuck) return void Object.assign(job, { stuck: true, reason: 'the undo failed' });
    job.execution = this.jobsFailWith === undefined ? 'succeeded' : 'failed';
    job.finished = new Date().toISOString();
    if (this.jobsFailWith === undefined) return job.effect();
    job.reason = this.jobsFailWith;
    job.failed?.();
  }
}

function shown(job: Job): MachineJob {
  const { uuid, name, execution, steps, reason, stuck, created, finished } = job;
  return {
    uuid,
    name,
    execution,
    steps,
    ...(reason === undefined ? {} : { reason }),
    ...(stuck === undefined ? {} : { stuck }),
    created,
    ...(finished === undefined ? {} : { finished }),
  };
}
