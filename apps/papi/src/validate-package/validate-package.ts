import type { FieldError } from '@triton/errors/triton-error';
import type { PackageRecord } from '../package-record';
import { checkDisks } from './check-disks';
import { checkRules } from './check-rules';
import { checkTypes } from './check-types';

export interface PackageRules {
  /** The deployment does not cap CPU, so packages need not say. */
  cpuCapOptional: boolean;
}

/** Every fault of a package, in PAPI's order: types by name of attribute, then rules, then what its disks add up to. */
export function validatePackage(record: PackageRecord, rules: PackageRules): FieldError[] {
  return [...checkTypes(record, rules), ...checkRules(record), ...checkDisks(record)];
}
