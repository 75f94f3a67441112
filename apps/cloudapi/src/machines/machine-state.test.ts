import { machineState } from './machine-state';

test.each([
  ['provisioning', 'provisioning'],
  ['incomplete', 'provisioning'],
  ['running', 'running'],
  ['shutting_down', 'stopping'],
  ['installed', 'stopped'],
  ['destroyed', 'deleted'],
  ['failed', 'failed'],
  ['whatever comes next', 'unknown'],
  ['constructor', 'unknown'],
])('a VM that is %s is a machine that is %s', (vmState, state) => {
  expect(machineState(vmState)).toBe(state);
});
