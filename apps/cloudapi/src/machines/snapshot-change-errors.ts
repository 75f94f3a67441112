import { MACHINE_CHANGE_ERRORS } from './machine-change-errors';

/** Codes that any change of a machine's snapshots may answer with. */
export const SNAPSHOT_CHANGE_ERRORS = [
  ...MACHINE_CHANGE_ERRORS,
  'ValidationFailed',
  'BrandNotSupported',
  'VmWithoutFlexibleDiskSize',
] as const;
