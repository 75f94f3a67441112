import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { ResourceNotFoundError } from '@triton/errors/resource-not-found-error';
import type { MachineSnapshot, PromisedSnapshot } from '@triton/schemas/machine-snapshot';
import type { SimulatedCloud } from './simulated-cloud';

/** The snapshots of the machines of a simulated cloud. */
export class SimulatedSnapshots {
  readonly #ofMachine = new Map<string, MachineSnapshot[]>();

  constructor(private readonly cloud: SimulatedCloud) {}

  list(machineId: string): MachineSnapshot[] {
    const { id } = this.cloud.machine(machineId);
    const known = this.#ofMachine.get(id) ?? [];
    this.#ofMachine.set(id, known);
    return known;
  }

  get(machineId: string, name: string): MachineSnapshot {
    const found = this.list(machineId).find((one) => one.name === name);
    if (!found) throw new ResourceNotFoundError(`${name} not found`);
    return found;
  }

  create(machineId: string, name = '20260303T100500Z'): PromisedSnapshot & { jobUuid: string } {
    const known = this.list(machineId);
    if (known.some((one) => one.name === name)) throw new InvalidArgumentError(`name: ${name} is taken`);
    const now = new Date().toISOString();
    const snapshot = { name, state: 'queued', created: now, updated: now };
    known.unshift(snapshot);
    const created = (): void => void Object.assign(snapshot, { state: 'created', size: 0 });
    const failed = (): void => void (snapshot.state = 'failed');
    const jobUuid = this.cloud.begin('snapshot', machineId, created, 'create_snapshot', failed);
    return { name, state: 'queued', jobUuid };
  }

  start(machineId: string, name: string): string {
    this.get(machineId, name);
    const machine = this.cloud.machine(machineId);
    return this.cloud.begin('rollback', machineId, () => void (machine.state = 'running'), 'rollback_snapshot');
  }

  delete(machineId: string, name: string): string {
    const snapshot = this.get(machineId, name);
    snapshot.state = 'deleting';
    const gone = (): void => {
      const known = this.list(machineId);
      known.splice(known.indexOf(snapshot), 1);
    };
    return this.cloud.begin('delete-snapshot', machineId, gone, 'delete_snapshot');
  }
}
