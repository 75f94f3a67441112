import { VmadmError } from './vmadm-error';

/** A value that has the right shape but can not be. `property` is named as in the payload: `add_disks.0.size`. */
export function invalidValue(property: string, rule: string): VmadmError {
  return new VmadmError('InvalidArgument', `Invalid value(s) for: ${property} (${rule})`);
}
