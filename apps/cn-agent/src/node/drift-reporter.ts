import type { VmReport } from '@triton/clients/cnapi-client';
import { RemoteError } from '@triton/http-client/remote-error';
import type { DriftCause } from '@triton/schemas/vm-history';
import { type SettledVm, settleVm } from '@triton/vmadm/settle-vm';
import type { Vm } from '@triton/vmadm/vm';
import type { VmEvent } from '@triton/vmadm/vm-event';
import type { Context } from '../context';
import type { ToldVm } from '../told-vms';
import { untilDone } from '../until-done';
import { vmDigest } from './vm-digest';

interface News {
  report: VmReport;
  /** What will have been told; absent: that the VM is gone. */
  told?: ToldVm;
}

const LONGEST_PAUSE_MS = 30_000;
/** VMs looked at at once: after a start it may be all of them. */
const CONCURRENCY = 4;
/** VMAPI will not take this report, however often it hears it; the next change makes another. */
const UNACCEPTABLE = new Set([400, 409, 413]);

/**
 * Tells of changes that no task made: an operator's `vmadm`, a rollback, a guest that stopped, what a crash left. An event
 * only says that a look is worth while: what is told is the difference between the VM at rest and what was told of it
 * last, by a task's end or from here. It is told until it is heard, each time as the VM is by then.
 */
export class DriftReporter {
  readonly #context: Context;
  /** Tasks that were under way at the last end of the agent speak first. */
  readonly #resumed: Promise<unknown>;
  /** VMs to look at, as they were when they were noticed. */
  readonly #waiting = new Map<string, Vm | undefined>();
  readonly #underWay = new Map<string, Promise<void>>();

  constructor(context: Context, resumed: Promise<unknown>) {
    this.#context = context;
    this.#resumed = resumed;
  }

  /** Takes an event of the node's VMs; returns at once. */
  notice(event: VmEvent): void {
    if (event.type === 'ready') void this.#noticeAll(Object.values(event.vms));
    else this.#wait(event.uuid, 'vm' in event ? event.vm : undefined);
  }

  async close(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }

  async #noticeAll(vms: readonly Vm[]): Promise<void> {
    for (const vm of vms) this.#wait(vm.uuid, vm);
    const present = new Set(vms.map(({ uuid }) => uuid));
    const told = await this.#context.told.list().catch(() => []);
    for (const uuid of told) if (!present.has(uuid)) this.#wait(uuid, undefined);
  }

  #wait(vmUuid: string, vm: Vm | undefined): void {
    this.#waiting.set(vmUuid, vm);
    this.#begin();
  }

  #begin(): void {
    for (const [vmUuid, vm] of this.#waiting) {
      if (this.#underWay.size >= CONCURRENCY || this.#context.closing.aborted) return;
      if (this.#underWay.has(vmUuid)) continue;
      this.#waiting.delete(vmUuid);
      this.#underWay.set(vmUuid, this.#work(vmUuid, vm));
    }
  }

  async #work(vmUuid: string, vm: Vm | undefined): Promise<void> {
    const { closing, log } = this.#context;
    try {
      await this.#resumed;
      if (vm && (await this.#isTold(vm))) return;
      await untilDone(() => this.#tell(vmUuid), {
        signal: closing,
        giveUp: () => closing.aborted,
        onFailure: (err, attempt) => log.warn({ err, vm_uuid: vmUuid, attempt }, 'could not tell of a changed VM yet'),
        longestPauseMs: LONGEST_PAUSE_MS,
      });
    } catch (err) {
      if (!closing.aborted) log.error({ err, vm_uuid: vmUuid }, 'could not tell of a changed VM');
    } finally {
      this.#underWay.delete(vmUuid);
      this.#begin();
    }
  }

  /** What tasks do is told when they end, so most events are no news by then. */
  #isTold(vm: Vm): Promise<boolean> {
    const { locks, told } = this.#context;
    return locks.run(vm.uuid, () => Promise.resolve(told.read(vm.uuid)?.digest === vmDigest(vm)));
  }

  async #tell(vmUuid: string): Promise<void> {
    const { cnapi, config, events, locks, log, told } = this.#context;
    const news = await locks.run(vmUuid, () => this.#news(vmUuid));
    if (!news) return;
    const facts = { vm_uuid: vmUuid, cause: news.report.cause };
    try {
      const { known } = await cnapi.reportVm(config.serverUuid, vmUuid, news.report);
      log.info({ ...facts, known }, 'told of a VM that changed by itself');
      events.driftTold(news.report.cause);
    } catch (err) {
      if (!(err instanceof RemoteError && UNACCEPTABLE.has(err.status))) throw err;
      log.error({ ...facts, err }, 'nobody takes what became of a VM');
    }
    const { told: entry } = news;
    await locks.run(vmUuid, async () => {
      if (entry) told.write(vmUuid, entry);
      else await told.forget(vmUuid);
    });
  }

  /** With the VM's lock held, so that no task is half way. Undefined: nothing that was not told. */
  async #news(vmUuid: string): Promise<News | undefined> {
    const { epochs, host, told } = this.#context;
    const before = told.read(vmUuid);
    const observed = told.nextObserved(vmUuid);
    const settled = await settleVm(host, vmUuid);
    const epoch = await epochs.highest(vmUuid);
    if (!settled) {
      const vm = { state: 'destroyed', zone_state: 'destroyed', disks: [] };
      return before && { report: { vm, epoch, observed, cause: 'operator' } };
    }
    const { vm } = settled;
    const digest = vmDigest(vm);
    if (vm.do_not_inventory === true || before?.digest === digest) return undefined;
    const report = { vm: reported(vm), epoch, observed, cause: causeOf(settled, before) };
    return { report, told: { digest, observed, at: new Date().toISOString() } };
  }
}

/** Metadata, tags and NICs are VMAPI's own, and a volume that is no whole number of mebibytes takes the next one. */
function reported(vm: Vm): object {
  const { customer_metadata: _customer, internal_metadata: _internal, tags: _tags, nics: _nics, ...rest } = vm;
  const disks = vm.disks.flatMap((disk) => (disk.size === undefined ? [] : { ...disk, size: Math.ceil(disk.size) }));
  return { ...rest, disks };
}

function causeOf({ settledAt, rolledBackAt }: SettledVm, before: ToldVm | undefined): DriftCause {
  const since = before?.at ?? '';
  if (settledAt !== undefined && settledAt > since) return 'crash';
  return rolledBackAt !== undefined && rolledBackAt > since ? 'rollback' : 'operator';
}
