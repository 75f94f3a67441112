import type { Drift } from '@triton/schemas/vm-history';
import type { DiskRow, VmRow } from '../tables';
import type { NodeReport, ReportedVmDisk } from './node-report';

export interface ExpectedVm {
  vm: VmRow;
  disks: readonly DiskRow[];
  /** The job whose operation the report concludes: its disks are meant to differ. */
  jobUuid: string | undefined;
  /** A change is under way, so the VM's own properties may be anything between before and after. */
  changing: boolean;
}

/** What a compute node has that nobody asked it to have, or lacks. */
export function driftOfReport(expected: ExpectedVm, report: NodeReport): Drift[] {
  const { vm, disks, changing } = expected;
  // The record holds no report yet: there is nothing to differ from.
  if (vm.reported_epoch === 0 && vm.observed === 0) return [];
  return [...(changing ? [] : driftOfVm(vm, report)), ...driftOfDisks(disks, report.disks, expected.jobUuid)];
}

function driftOfVm(vm: VmRow, report: NodeReport): Drift[] {
  const facts: [string, unknown, unknown][] = [
    ['state', vm.state, report.state],
    ['ram', vm.ram, report.ram ?? vm.ram],
    ['vcpus', vm.vcpus, vm.vcpus === null ? null : (report.vcpus ?? vm.vcpus)],
    ['quota', vm.quota, report.quota ?? vm.quota],
    ['flexible_disk_size', vm.flexible_disk_size, report.flexible_disk_size || null],
  ];
  const differing = facts.filter(([, expected, found]) => expected !== found);
  return [...differing.map(([path, expected, found]) => ({ path, expected, found })), ...driftOfSnapshots(vm, report)];
}

function driftOfSnapshots(vm: VmRow, report: NodeReport): Drift[] {
  const [before, after] = [namesOf(vm.snapshots), namesOf(report.snapshots ?? [])];
  const gone = before.filter((name) => !after.includes(name));
  const come = after.filter((name) => !before.includes(name));
  return [
    ...gone.map((name) => ({ path: `snapshots.${name}`, expected: true, found: null })),
    ...come.map((name) => ({ path: `snapshots.${name}`, expected: null, found: true })),
  ];
}

function namesOf(snapshots: readonly unknown[]): string[] {
  return snapshots.flatMap((snapshot) => {
    const { name } = (snapshot ?? {}) as { name?: unknown };
    return typeof name === 'string' ? [name] : [];
  });
}

function driftOfDisks(rows: readonly DiskRow[], reported: readonly ReportedVmDisk[], jobUuid?: string): Drift[] {
  const drifts: Drift[] = [];
  for (const disk of reported) {
    const row = rows.find(({ uuid }) => uuid === disk.uuid);
    if (!row) drifts.push({ path: `disks.${disk.uuid}`, expected: null, found: shortly(disk) });
    else if (row.job_uuid === null || row.job_uuid !== jobUuid) drifts.push(...driftOfDisk(row, disk));
  }
  for (const row of rows) {
    const isPromise = row.state === 'creating' || row.state === 'deleting';
    if (isPromise || reported.some(({ uuid }) => uuid === row.uuid)) continue;
    drifts.push({ path: `disks.${row.uuid}`, expected: shortly(row), found: null });
  }
  return drifts;
}

function driftOfDisk(row: DiskRow, disk: ReportedVmDisk): Drift[] {
  const at = `disks.${disk.uuid}`;
  // A job's task may have been done already, although the job has not heard of it.
  const isSize = disk.size === row.size || disk.size === row.target_size;
  return [
    ...(isSize ? [] : [{ path: `${at}.size`, expected: row.size, found: disk.size }]),
    ...(disk.pci_slot === row.pci_slot
      ? []
      : [{ path: `${at}.pci_slot`, expected: row.pci_slot, found: disk.pci_slot }]),
  ];
}

function shortly({ size, pci_slot }: Pick<ReportedVmDisk, 'size' | 'pci_slot'>): object {
  return { size, pci_slot };
}
