import type { PapiClient } from '@triton/clients/papi-client';
import { RemoteError } from '@triton/http-client/remote-error';

const MOST_REMEMBERED = 10_000;

/**
 * The names of packages, for machines, which know theirs by uuid only. A package keeps its name for ever, so a name that
 * was found is remembered; that there was none is not.
 */
export class PackageNames {
  readonly #names = new Map<string, string>();

  constructor(private readonly papi: Pick<PapiClient, 'getPackage'>) {}

  /**
   * `''` for a machine without a package, or with one that is gone. Throws when PAPI cannot tell: a machine that seems to
   * have lost its package would make a client such as Terraform set out to resize it.
   */
  async nameOf(uuid: string | undefined): Promise<string> {
    if (uuid === undefined) return '';
    const known = this.#names.get(uuid);
    if (known !== undefined) return known;
    const name = await this.#ask(uuid);
    if (name === undefined) return '';
    if (this.#names.size >= MOST_REMEMBERED) this.#names.clear();
    this.#names.set(uuid, name);
    return name;
  }

  /** The names for many machines: one question for each package not met before. */
  async namesOf(uuids: readonly (string | undefined)[]): Promise<Map<string | undefined, string>> {
    const distinct = [...new Set(uuids)];
    return new Map(await Promise.all(distinct.map(async (uuid) => [uuid, await this.nameOf(uuid)] as const)));
  }

  async #ask(uuid: string): Promise<string | undefined> {
    try {
      return (await this.papi.getPackage(uuid)).name;
    } catch (err) {
      if (err instanceof RemoteError && err.status === 404) return undefined;
      throw err;
    }
  }
}
