import type { CallerRules } from '@triton/http-server/callers/caller-gate';

/** Who may do what besides the operator, where callers are asked for credentials. */
export const callerRules: CallerRules = {
  cloudapi: ['ListPackages', 'GetPackage'],
  vmapi: ['ListPackages', 'GetPackage'],
};
