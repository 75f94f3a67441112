import { closeSync, fdatasync, openSync, writeSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { writeDurably } from '@triton/vmadm/write-durably';

const syncData = promisify(fdatasync);
/** Of the largest number that is exact. */
const DIGITS = 16;

/** The command is of a turn at the VM that is over: somebody else has had the VM since. */
export class StaleEpochError extends Error {
  override name = 'StaleEpochError';
  readonly code = 'StaleEpoch';

  constructor(
    readonly epoch: number,
    readonly highest: number,
  ) {
    super(`the command is of epoch ${epoch}, and the VM has seen epoch ${highest}`);
  }
}

/**
 * The highest epoch that each VM has seen, one small file a VM. It is what stops a command that was held up somewhere and
 * arrives when the VM is no longer its sender's: only the node itself can still do that (`POST /servers/:s/tickets`).
 */
export class Epochs {
  readonly #directory: string;
  /** What the files say. */
  readonly #highest = new Map<string, number>();

  constructor(directory: string) {
    this.#directory = directory;
  }

  async open(): Promise<void> {
    await mkdir(this.#directory, { recursive: true });
  }

  /**
   * Lets `epoch` pass, and none below it ever again. Call it with the VM's lock held.
   * @throws StaleEpochError when a higher one was seen
   */
  async admit(vmUuid: string, epoch: number): Promise<void> {
    const highest = await this.highest(vmUuid);
    if (epoch < highest) throw new StaleEpochError(epoch, highest);
    if (epoch === highest) return;
    await this.#write(vmUuid, `${epoch}`.padStart(DIGITS, '0'));
    this.#highest.set(vmUuid, epoch);
  }

  /** 0 for a VM that has seen none. */
  async highest(vmUuid: string): Promise<number> {
    const known = this.#highest.get(vmUuid);
    if (known !== undefined) return known;
    const text = await readFile(this.#path(vmUuid), 'utf8').catch((err: NodeJS.ErrnoException) => {
      if (err.code === 'ENOENT') return '0';
      throw err;
    });
    const epoch = Number(text);
    // Guessing could let an old command pass.
    if (text.trim() === '' || !Number.isSafeInteger(epoch)) throw new Error(`${this.#path(vmUuid)} holds no epoch`);
    this.#highest.set(vmUuid, epoch);
    return epoch;
  }

  /** A number of so many digits takes the place of another: of all durable writes the cheapest, and it can not be torn. */
  async #write(vmUuid: string, digits: string): Promise<void> {
    let file: number;
    try {
      file = openSync(this.#path(vmUuid), 'r+');
    } catch (err) {
      if ((err as NodeJS.ErrnoException).code !== 'ENOENT') throw err;
      return writeDurably(this.#path(vmUuid), `${digits}\n`);
    }
    try {
      writeSync(file, `${digits}\n`, 0);
      await syncData(file);
    } finally {
      closeSync(file);
    }
  }

  #path(vmUuid: string): string {
    return join(this.#directory, vmUuid);
  }
}
