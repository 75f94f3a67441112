import { readFileSync, writeFileSync } from 'node:fs';
import { mkdir, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';

/** What the layers above were last told of a VM. */
export interface ToldVm {
  /** `vmDigest` of it. */
  digest: string;
  /** ISO 8601. */
  at: string;
  observed: number;
}

const FILE_NAME = /^([0-9a-fA-F-]{36})\.json$/;

/**
 * What was told of each VM, one small file a VM, so that a change made while the agent was down is noticed too. A file that
 * is lost, old or unreadable makes the agent say something twice, which does no harm: they need not survive a power failure.
 */
export class ToldVms {
  readonly #directory: string;
  readonly #lastObserved = new Map<string, number>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async open(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
  }

  read(vmUuid: string): ToldVm | undefined {
    try {
      return JSON.parse(readFileSync(this.#path(vmUuid), 'utf8')) as ToldVm;
    } catch {
      return undefined;
    }
  }

  /** Remembers what was told, unless something newer was. Call it with the VM's lock held. */
  write(vmUuid: string, told: ToldVm): void {
    const before = this.read(vmUuid);
    if (before && before.observed > told.observed) return;
    // In place, for a torn one is as good as none.
    writeFileSync(this.#path(vmUuid), `${JSON.stringify(told)}\n`, { mode: 0o600 });
  }

  /** The VM is gone, and that was told. */
  async forget(vmUuid: string): Promise<void> {
    await unlink(this.#path(vmUuid)).catch((err: NodeJS.ErrnoException) => {
      if (err.code !== 'ENOENT') throw err;
    });
  }

  async list(): Promise<string[]> {
    return (await readdir(this.#directory)).flatMap((name) => FILE_NAME.exec(name)?.[1] ?? []);
  }

  /** A number for what is looked at now: higher than any before, also after the agent's memory was lost with its disk. */
  nextObserved(vmUuid: string): number {
    const observed = Math.max(Date.now(), (this.#lastObserved.get(vmUuid) ?? 0) + 1);
    this.#lastObserved.set(vmUuid, observed);
    return observed;
  }

  #path(vmUuid: string): string {
    return join(this.#directory, `${vmUuid}.json`);
  }
}
