import { countZfsCommands, type CommandCount } from './count-zfs-commands';
import { measureSimulatedZfs, type SimulatedZfsReport } from './measure-simulated-zfs';
import { measureVmadmStart, type VmadmStartReport } from './measure-vmadm-start';

/** What a compute node does by itself, without any service. */
export interface NodeReport {
  commands: CommandCount[];
  simulatedZfs: SimulatedZfsReport;
  vmadmStart: VmadmStartReport;
}

export async function measureNode(): Promise<NodeReport> {
  console.log('  vmadm on a simulated pool: start-up, commands, and what one costs in a large pool');
  // Times first, while nothing of ours is in the way.
  const vmadmStart = await measureVmadmStart();
  return { vmadmStart, commands: await countZfsCommands(), simulatedZfs: await measureSimulatedZfs() };
}

/** No operation took more commands than it may. Times depend on the machine and are only reported. */
export function keepsToItsCommands({ commands }: NodeReport): boolean {
  return commands.every(({ commands: taken, atMost = Infinity }) => taken <= atMost);
}
