import type { Image } from '@triton/schemas/image';
import type { Package } from '@triton/schemas/package';
import { invalidField } from './invalid-field';

/** Throws unless the package has as much memory as the image asks for, and no more than it can bear (MiB). */
export function demandMemory({ requirements }: Pick<Image, 'requirements'>, pkg: Package): void {
  const { min_ram, min_memory = min_ram, max_ram, max_memory = max_ram } = requirements;
  const memoryMib = pkg.max_physical_memory;
  if (typeof min_memory === 'number' && memoryMib < min_memory) {
    throw invalidField('package', `the image needs ${min_memory} MiB of memory and the package has ${memoryMib} MiB`);
  }
  if (typeof max_memory === 'number' && memoryMib > max_memory) {
    throw invalidField('package', `the image takes ${max_memory} MiB of memory and the package has ${memoryMib} MiB`);
  }
}
