const STATES: Readonly<Record<string, string>> = {
  configured: 'provisioning',
  incomplete: 'provisioning',
  unavailable: 'provisioning',
  provisioning: 'provisioning',
  ready: 'ready',
  running: 'running',
  halting: 'stopping',
  stopping: 'stopping',
  shutting_down: 'stopping',
  off: 'stopped',
  down: 'stopped',
  installed: 'stopped',
  stopped: 'stopped',
  unreachable: 'offline',
  destroyed: 'deleted',
  failed: 'failed',
};

/** A VM's state in CloudAPI's words: fewer, and none that only an operator would know. */
export function machineState(vmState: string): string {
  return Object.hasOwn(STATES, vmState) ? (STATES[vmState] as string) : 'unknown';
}
