import type { ZoneLook } from './zone-look';

/**
 * Which sizes a machine's volumes were seen to have, and which came back after they had gone. No operation asks for a size
 * that was used on the machine before, so one that comes back is a change that was made a second time, or taken back.
 */
export class SizeSightings {
  readonly #present = new Map<string, ReadonlySet<number>>();
  readonly #ever = new Map<string, Set<number>>();
  readonly #returned = new Map<string, Set<number>>();

  see({ vmUuid, volumes }: ZoneLook): void {
    const now = new Set(volumes.map(({ sizeMib }) => sizeMib));
    const ever = this.#ever.get(vmUuid) ?? new Set();
    const before = this.#present.get(vmUuid) ?? new Set();
    for (const sizeMib of now) {
      if (ever.has(sizeMib) && !before.has(sizeMib)) {
        this.#returned.set(vmUuid, (this.#returned.get(vmUuid) ?? new Set()).add(sizeMib));
      }
      ever.add(sizeMib);
    }
    this.#ever.set(vmUuid, ever);
    this.#present.set(vmUuid, now);
  }

  /** Sizes that came back, by machine. */
  get returned(): { vmUuid: string; sizeMib: number }[] {
    return [...this.#returned].flatMap(([vmUuid, sizes]) => [...sizes].map((sizeMib) => ({ vmUuid, sizeMib })));
  }
}
