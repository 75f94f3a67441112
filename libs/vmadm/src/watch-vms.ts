import { randomUUID } from 'node:crypto';
import { type FSWatcher, mkdirSync, watch } from 'node:fs';

import { listVms } from './list-vms';
import { loadVm } from './load-vm';
import type { Vm } from './vm';
import { vmChanges } from './vm-changes';
import type { VmEvent } from './vm-event';
import { VmadmError } from './vmadm-error';
import type { VmadmHost } from './vmadm-host';

export interface WatchVmsOptions {
  /** Called in the order of what happened; the first event is `ready`. */
  onEvent(event: VmEvent): void;
  /** Everything is looked at so often, whether something was heard or not. */
  rescanMs?: number;
  /** Notifications in a row are one look. */
  settleMs?: number;
}

export interface VmWatch {
  /** No event comes after it has returned. */
  close(): Promise<void>;
}

const CONFIGURATION = /^([0-9a-fA-F-]{36})\.json$/;
/**
 * Up to this part of the VMs are looked at one by one, each a command of ZFS; of more, all are, which is one command but
 * reads and compares everything.
 */
const FEW_OF_ALL = 1 / 4;
const FEW = 2;
const RETRY_MS = 1000;

/**
 * Tells what happens to the VMs of a compute node, whoever does it. Truth is the difference between two looks at
 * configurations and pool: a notification of the file system only says that a look is worth while now, so a lost one
 * delays and loses nothing. What is changed in the pool alone (`zfs set`) shows at the next regular look, which is one
 * command of ZFS however many VMs there are.
 */
export function watchVms(host: VmadmHost, options: WatchVmsOptions): VmWatch {
  const watcher = new Watcher(host, options);
  const done = watcher.run();
  return {
    close() {
      watcher.stop();
      return done;
    },
  };
}

class Watcher {
  readonly #host: VmadmHost;
  readonly #options: Required<WatchVmsOptions>;
  #known: Map<string, Vm> | undefined;
  #touched = new Set<string>();
  /** Look at all there is, not only at what was touched. */
  #everything = true;
  /** Something was heard since the last look. */
  #heard = false;
  #stopped = false;
  #files: FSWatcher | undefined;
  #nextRescanAtMs = 0;
  #wake: () => void = () => undefined;

  constructor(host: VmadmHost, options: WatchVmsOptions) {
    this.#host = host;
    this.#options = { rescanMs: 30_000, settleMs: 20, ...options };
  }

  async run(): Promise<void> {
    while (!this.#stopped) {
      this.#listen();
      try {
        await this.#look();
      } catch (error) {
        this.#everything = true;
        this.#nextRescanAtMs = Math.min(this.#nextRescanAtMs, performance.now() + RETRY_MS);
        this.#host.onTrouble('the VMs can not be watched just now', error);
      }
      await this.#occasion();
    }
    this.#files?.close();
  }

  stop(): void {
    this.#stopped = true;
    this.#wake();
  }

  /** Where the system can not watch (yet), the regular look does. */
  #listen(): void {
    if (this.#files) return;
    try {
      mkdirSync(this.#host.configs.directory, { recursive: true });
      const files = watch(this.#host.configs.directory, (_kind, name) => this.#hear(name));
      files.on('error', () => {
        files.close();
        this.#files = undefined;
        this.#everything = true;
      });
      this.#files = files;
      this.#everything = true;
    } catch {
      this.#files = undefined;
    }
  }

  #hear(name: string | null): void {
    const uuid = name === null ? undefined : CONFIGURATION.exec(name)?.[1];
    if (uuid !== undefined) this.#touched.add(uuid);
    else if (name === null) this.#everything = true;
    else return;
    this.#heard = true;
    this.#wake();
  }

  /** Returns when a look is worth while: something was heard, or it is time for the regular one. */
  async #occasion(): Promise<void> {
    if (!this.#heard) await this.#pause(this.#nextRescanAtMs - performance.now());
    if (this.#heard) await this.#pause(this.#options.settleMs);
    this.#heard = false;
    if (performance.now() >= this.#nextRescanAtMs) this.#everything = true;
  }

  /** Ends early when something is heard for the first time, or at the end. */
  #pause(ms: number): Promise<void> {
    if (this.#stopped) return Promise.resolve();
    const heard = this.#heard;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, Math.max(0, ms));
      this.#wake = () => {
        if (heard && !this.#stopped) return;
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #look(): Promise<void> {
    const touched = [...this.#touched];
    const few = Math.max(FEW, (this.#known?.size ?? 0) * FEW_OF_ALL);
    const everything = this.#everything || touched.length > few;
    this.#touched = new Set();
    this.#everything = false;
    if (!everything) {
      for (const uuid of touched) this.#tell(uuid, await this.#load(uuid));
      return;
    }
    this.#nextRescanAtMs = performance.now() + this.#options.rescanMs;
    const vms = await listVms(this.#host, { datasets: true, snapshots: true });
    const found = new Map(vms.map((vm) => [vm.uuid, vm]));
    if (!this.#known) return this.#ready(found);
    for (const uuid of new Set([...this.#known.keys(), ...found.keys()])) this.#tell(uuid, found.get(uuid));
  }

  async #load(uuid: string): Promise<Vm | undefined> {
    try {
      return await loadVm(this.#host, uuid);
    } catch (error) {
      if (error instanceof VmadmError && error.code === 'VmNotFound') return undefined;
      this.#touched.add(uuid);
      throw error;
    }
  }

  #ready(found: Map<string, Vm>): void {
    this.#known = found;
    const vms = Object.fromEntries([...found.values()].map((vm) => [vm.zonename, vm]));
    this.#emit({ type: 'ready', date: this.#date(), uuid: randomUUID(), vms });
  }

  #tell(uuid: string, vm: Vm | undefined): void {
    const before = this.#known?.get(uuid);
    const event = { date: this.#date(), zonename: vm?.zonename ?? before?.zonename ?? uuid, uuid };
    if (vm) this.#known?.set(uuid, vm);
    else this.#known?.delete(uuid);
    if (before && vm) {
      const changes = vmChanges(before, vm);
      if (changes.length > 0) this.#emit({ type: 'modify', ...event, vm, changes });
    } else if (vm) {
      this.#emit({ type: 'create', ...event, vm });
    } else if (before) {
      this.#emit({ type: 'delete', ...event });
    }
  }

  #emit(event: VmEvent): void {
    if (!this.#stopped) this.#options.onEvent(event);
  }

  #date(): string {
    return this.#host.now().toISOString();
  }
}
