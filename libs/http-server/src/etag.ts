import { createHash } from 'node:crypto';

/** A version that is another one for every other value, as `ETag` writes it. */
export function etagOfValue(value: unknown): string {
  return `"${createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)}"`;
}

/** Does `If-Match` ask for this version? It may name several, each as strong or weak, or `*` for any. */
export function matchesEtag(ifMatch: string, etag: string): boolean {
  const named = ifMatch.split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return named.includes('*') || named.includes(etag);
}
