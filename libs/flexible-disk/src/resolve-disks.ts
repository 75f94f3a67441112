import { InvalidArgumentError } from '@triton/errors/invalid-argument-error';
import { ValidationFailedError } from '@triton/errors/validation-failed-error';
import { MAX_DISKS } from '@triton/schemas/requested-disk';

export interface WantedDisk {
  size?: number | 'remaining' | undefined;
}

export interface LayoutFacts {
  imageSizeMib: number;
  /** What the package buys: its `disk` (PAPI `quota`). */
  packageSizeMib: number;
  flexible: boolean;
  /** `disks` of the request; wins over those of the package. */
  requested?: readonly WantedDisk[] | undefined;
  /** `disks` of the package (RFD 154, "Default disks in package"). */
  packageDisks?: readonly WantedDisk[] | undefined;
}

/**
 * Returns the size in MiB of each disk of a new machine, boot disk first (RFD 154, CreateMachine and "Package
 * `flexible_disk` attribute"). Without any `disks`: the image, and a data disk with what is left; of an inflexible
 * package with all that the package buys, image space on top.
 */
export function resolveDisks(facts: LayoutFacts): number[] {
  const { imageSizeMib, packageSizeMib, flexible, requested, packageDisks } = facts;
  if (!flexible) {
    if (requested) throw invalid('disks', 'the package is not a flexible disk package');
    return [imageSizeMib, packageSizeMib];
  }
  const wanted = requested ?? (packageDisks?.length ? packageDisks : [{}, { size: 'remaining' as const }]);
  if (wanted.length > MAX_DISKS) throw invalid('disks', `at most ${MAX_DISKS} disks are supported`);
  return sizesOf(wanted, imageSizeMib, packageSizeMib);
}

function sizesOf(wanted: readonly WantedDisk[], imageSizeMib: number, packageSizeMib: number): number[] {
  const remainingAt = wanted.findIndex(({ size }) => size === 'remaining');
  const second = wanted.findIndex(({ size }, i) => i > remainingAt && size === 'remaining');
  if (second !== -1) throw invalid(`disks.${second}.size`, 'only one disk can have the remaining space');

  // `remaining` is what *all* other disks leave, the image-sized boot disk among them.
  const fixed = wanted.map(({ size }, i) => (size === 'remaining' ? 0 : (size ?? (i === 0 ? imageSizeMib : 0))));
  const taken = fixed.reduce((total, size) => total + size, 0);
  if (taken > packageSizeMib) {
    throw invalid('disks', `the disks need ${taken} MiB and the package has ${packageSizeMib} MiB`);
  }
  const sizes = fixed.map((size, i) => (i === remainingAt ? packageSizeMib - taken : size));
  refuseUnusable(sizes, imageSizeMib);
  return sizes;
}

function refuseUnusable(sizes: readonly number[], imageSizeMib: number): void {
  const [boot = 0, ...data] = sizes;
  if (boot < imageSizeMib) {
    throw invalid('disks.0.size', `the boot disk of ${boot} MiB is smaller than the image of ${imageSizeMib} MiB`);
  }
  const empty = data.findIndex((size) => size < 1);
  if (empty === -1) return;
  const message = 'no space is left for this disk, or its size is not given';
  throw new ValidationFailedError('Invalid VM parameters', [
    { field: `disks.${empty + 1}.size`, code: 'Invalid', message },
  ]);
}

function invalid(field: string, message: string): InvalidArgumentError {
  return new InvalidArgumentError(message, [{ field, code: 'Invalid', message }]);
}
