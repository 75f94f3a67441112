import { spawnSync } from 'node:child_process';
import { isDeepStrictEqual } from 'node:util';

import type { Zfs } from '@triton/zfs/zfs';

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;

/** The part of `vmadm get` that is looked at. Sizes are MiB, `quota` is GiB. */
export interface VmReport {
  readonly state: string;
  readonly quota: number;
  readonly flexible_disk_size?: number;
  readonly free_space?: number;
  readonly disks: readonly { readonly size: number }[];
  readonly snapshots: readonly unknown[];
}

type Expectations = (vm: VmReport) => readonly (readonly [actual: unknown, expected: unknown])[];

/** A compute node whose `vmadm` is run as a program; keeps count of what went as it should. */
export class NodeUnderTest {
  readonly #failures: string[] = [];
  #passed = 0;

  constructor(
    readonly zfs: Zfs,
    readonly uuid: string,
  ) {}

  /** Runs `vmadm`, which must succeed, and checks `expected` and the formula. */
  async step(what: string, args: string[], stdin: string | undefined, expected: Expectations): Promise<void> {
    const { status, stderr } = this.#vmadm(args, stdin);
    const faults = status === 0 ? [] : [`exit ${status}: ${stderr}`];
    const vm = this.#get();
    for (const [actual, wanted] of expected(vm)) {
      if (!isDeepStrictEqual(actual, wanted))
        faults.push(`${JSON.stringify(actual)} instead of ${JSON.stringify(wanted)}`);
    }
    faults.push(...(await this.#formulaFaults(vm)));
    this.#note(what, faults);
  }

  /** Runs `vmadm`, which must refuse with `message` and change nothing. */
  async refused(what: string, args: string[], stdin: string, message: string): Promise<void> {
    const before = await this.#everything();
    const { status, stderr } = this.#vmadm(args, stdin);
    const faults = status === 1 && stderr.includes(message) ? [] : [`exit ${status}: ${stderr}`];
    if ((await this.#everything()) !== before) faults.push('something changed');
    this.#note(what, faults);
  }

  /** Runs `vmadm`, which must leave nothing of the VM. */
  async gone(what: string, args: string[]): Promise<void> {
    const { status, stderr } = this.#vmadm(args, undefined);
    const faults = status === 0 ? [] : [`exit ${status}: ${stderr}`];
    if (await this.zfs.exists(`zones/${this.uuid}`)) faults.push('its dataset is still there');
    if (this.#vmadm(['get', this.uuid], undefined).status !== 1) faults.push('vmadm still knows it');
    this.#note(what, faults);
  }

  result(): { passed: number; failed: string[] } {
    return { passed: this.#passed, failed: this.#failures };
  }

  #note(what: string, faults: readonly string[]): void {
    if (faults.length === 0) this.#passed += 1;
    else this.#failures.push(`${what}: ${faults.join('; ')}`);
    console.log(`${faults.length === 0 ? 'ok    ' : 'FAILED'} ${what} ${faults.join('\n  ')}`);
  }

  /** RFD 154, "Calculation of ZFS space", with the reservations that ZFS itself would make. */
  async #formulaFaults(vm: VmReport): Promise<string[]> {
    const root = `zones/${this.uuid}`;
    const volumes = await this.zfs.listVolumes(root, ['name', 'volsize', 'volblocksize', 'refreservation']);
    const faults: string[] = [];
    let overhead = 0;
    for (const { name, ...numbers } of volumes) {
      const [volsize, volblocksize, refreservation] = [
        numbers.volsize,
        numbers.volblocksize,
        numbers.refreservation,
      ].map(Number) as [number, number, number];
      const planned = await this.zfs.plannedRefreservation(`${name}.planned`, { volsize, volblocksize });
      if (planned !== refreservation) faults.push(`${name} reserves ${refreservation}, not ${planned}`);
      overhead += planned - volsize;
    }
    const formula = Math.max(1, vm.quota) * GIB + (vm.flexible_disk_size ?? 0) * MIB + overhead;
    const { quota, reservation } = await this.zfs.getNumbers(root, ['quota', 'reservation']);
    if (quota !== formula || reservation !== formula) {
      faults.push(`quota ${quota} and reservation ${reservation}, but the formula gives ${formula}`);
    }
    return faults;
  }

  #get(): VmReport {
    return JSON.parse(this.#vmadm(['get', this.uuid], undefined).stdout || '{"disks":[],"snapshots":[]}') as VmReport;
  }

  async #everything(): Promise<string> {
    const datasets = await this.zfs.run([
      'list',
      '-Hp',
      '-r',
      '-t',
      'all',
      '-o',
      'name,volsize,refreservation,quota,reservation,refquota',
      'zones',
    ]);
    return datasets + this.#vmadm(['get', this.uuid], undefined).stdout;
  }

  #vmadm(args: string[], stdin: string | undefined): { status: number | null; stdout: string; stderr: string } {
    const env = { ...process.env, VMADM_ROOT: '/run/etc-zones' };
    return spawnSync('node', ['/run/vmadm.cjs', ...args], { input: stdin ?? '', encoding: 'utf8', env });
  }
}
