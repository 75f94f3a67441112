import { packageNotFound } from './package-not-found';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The uuid of a path, which may be any text: what is no uuid is no package's. */
export function packageUuidOf({ uuid }: { uuid: string }): string {
  if (!UUID.test(uuid)) throw packageNotFound(uuid);
  return uuid;
}
