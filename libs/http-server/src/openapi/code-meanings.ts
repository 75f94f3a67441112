import { errorRegistry } from '@triton/errors/error-registry';
import type { ServiceAbout } from './service-about';

/** The codes under their statuses, each once, in order. Throws when a code is not registered. */
export function codesByStatus(codes: readonly string[]): Map<number, string[]> {
  const byStatus = new Map<number, string[]>();
  for (const code of [...new Set(codes)].sort()) {
    const { status } = registered(code);
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return new Map([...byStatus].sort(([one], [other]) => one - other));
}

/** `` `ConflictError`: the disk is being changed. `` */
export function meaningOf(code: string, about: ServiceAbout): string {
  return `\`${code}\`: ${about.meanings?.[code] ?? registered(code).meaning}.`;
}

/** Throws when nobody has said what the code means. */
export function registered(code: string) {
  const found = errorRegistry[code];
  if (!found) throw new Error(`${code} is not in libs/errors/src/error-registry.ts`);
  return found;
}
